package org.muster.connectors.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.http.Json;

/** MetaCat's dialect, with the one query {@code files from ns:name}. */
public final class FakeMetaCat extends FakeServer {
    public static final String PASSWORD = "open sesame";
    private static final Pattern QUERY = Pattern.compile("files from ([^:\\s]+:\\S+)");

    private final Set<String> namespaces = new TreeSet<>(Set.of("usertests"));
    private final Map<String, Dataset> datasets = new TreeMap<>();
    private final Map<String, ObjectNode> files = new TreeMap<>();
    private final Set<String> tokens = new LinkedHashSet<>();
    private int logins;

    private static final class Dataset {
        boolean frozen;
        final JsonNode metadata;
        final Set<String> members = new LinkedHashSet<>();

        Dataset(JsonNode metadata) {
            this.metadata = metadata;
        }
    }

    public synchronized void expireTokens() {
        tokens.clear();
    }

    public synchronized int logins() {
        return logins;
    }

    /** A dataset with these files of one byte each. */
    public synchronized void put(String dataset, List<String> names) {
        Dataset made = datasets.computeIfAbsent(
                dataset, key -> new Dataset(Json.mapper().createObjectNode()));
        for (String name : names) {
            ObjectNode file = Json.mapper().createObjectNode();
            int colon = name.indexOf(':');
            file.put("namespace", name.substring(0, colon))
                    .put("name", name.substring(colon + 1))
                    .put("size", 1);
            files.put(name, file);
            made.members.add(name);
        }
    }

    public synchronized JsonNode file(String did) {
        return Objects.requireNonNull(files.get(did), did);
    }

    public synchronized JsonNode datasetMetadata(String did) {
        return Objects.requireNonNull(datasets.get(did), did).metadata;
    }

    /** Everything that matters, as text, for comparing two histories. */
    public synchronized String picture() {
        StringBuilder picture = new StringBuilder();
        datasets.forEach(
                (did, dataset) -> picture.append(did).append(dataset.members).append('\n'));
        files.forEach((did, file) -> picture.append(did).append(file).append('\n'));
        return picture.toString();
    }

    @Override
    protected Reply answer(Request request) {
        if (request.path().get(0).equals("auth")) {
            return login(request);
        }
        String method = request.path().get(1);
        return switch (method) {
            case "version" -> Reply.of(200, "4.1.4");
            case "namespace" ->
                namespaces.contains(request.parameter("name"))
                        ? Reply.json(Map.of("name", request.parameter("name")))
                        : Reply.of(404, "Namespace not found");
            case "dataset" -> dataset(request.parameter("dataset"));
            case "files" -> found(request.json());
            case "query" -> query(request);
            default ->
                tokens.contains(request.header("X-Authentication-Token"))
                        ? change(method, request)
                        : Reply.of(
                                method.startsWith("add") || method.startsWith("update") ? 403 : 401,
                                "Authentication required");
        };
    }

    private Reply login(Request request) {
        boolean known = request.parameter("method").equals("token")
                ? request.header("Authorization").startsWith("bearer ")
                : request.body().endsWith(":" + PASSWORD);
        if (!known) {
            return Reply.of(401, "Authentication failed");
        }
        String token = "token-" + ++logins;
        tokens.add(token);
        return new Reply(200, "", "", Map.of("X-Authentication-Token", token));
    }

    private Reply change(String method, Request request) {
        JsonNode body = request.json();
        String dataset = request.parameter("dataset");
        return switch (method) {
            case "create_namespace" ->
                namespaces.add(request.parameter("name"))
                        ? Reply.json(Map.of("name", request.parameter("name")))
                        : Reply.of(409, "Already exists");
            case "create_dataset" -> create(body);
            case "update_dataset" -> update(dataset, body);
            case "declare_files" -> declare(dataset, body);
            case "add_files" -> add(dataset, body);
            case "update_file_meta" -> updateFiles(body);
            case "update_file" -> updateFile(body);
            case "remove_files" -> remove(body);
            default -> Reply.of(404, "Not found");
        };
    }

    private Reply create(JsonNode body) {
        String did = did(body);
        if (!namespaces.contains(body.path("namespace").asText())) {
            return Reply.of(404, "Namespace not found");
        }
        if (datasets.containsKey(did)) {
            return Reply.of(409, "Already exists");
        }
        datasets.put(did, new Dataset(body.path("metadata")));
        return Reply.json(Map.of("name", did));
    }

    private Reply update(String did, JsonNode body) {
        Dataset dataset = datasets.get(did);
        if (dataset == null) {
            return Reply.of(404, "Not found");
        }
        dataset.frozen = body.path("frozen").asBoolean(dataset.frozen);
        body.path("metadata")
                .properties()
                .forEach(entry -> ((ObjectNode) dataset.metadata).set(entry.getKey(), entry.getValue()));
        return Reply.json(Map.of("name", did));
    }

    private Reply dataset(String did) {
        Dataset dataset = datasets.get(did);
        return dataset == null
                ? Reply.of(404, "Dataset not found")
                : Reply.json(Map.of(
                        "frozen", dataset.frozen, "file_count", dataset.members.size(), "metadata", dataset.metadata));
    }

    private Reply declare(String into, JsonNode list) {
        Dataset dataset = datasets.get(into);
        if (dataset == null || list.isEmpty()) {
            return Reply.of(400, "Dataset not found");
        }
        List<String> problems = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        for (JsonNode file : list) {
            file.path("metadata").properties().forEach(entry -> {
                if (!entry.getKey().contains(".")) {
                    problems.add("Parameter name without a category");
                }
            });
            if (file.path("metadata").toString().contains("\\")) {
                return new Reply(500, "text/html", "<html>Traceback</html>", Map.of());
            }
            for (JsonNode parent : file.path("parents")) {
                if (!files.containsKey(did(parent))) {
                    problems.add("Can not get file id for parent: " + did(parent));
                }
            }
            if (files.containsKey(did(file))) {
                existing.add("  " + did(file));
            }
        }
        if (!problems.isEmpty()) {
            return Reply.of(488, Reply.write(Map.of("message", "Invalid file data", "metadata_errors", problems)));
        }
        if (!existing.isEmpty()) {
            return Reply.of(409, "The following files already exist:\n" + String.join("\n", existing));
        }
        for (JsonNode file : list) {
            files.put(did(file), damaged(file));
            dataset.members.add(did(file));
        }
        return Reply.json(List.of());
    }

    /** As the real one's bulk load leaves what is not ASCII. */
    private static ObjectNode damaged(JsonNode file) {
        ObjectNode kept = file.deepCopy();
        StringBuilder text = new StringBuilder();
        file.path("metadata").toString().chars().forEach(letter -> {
            if (letter > '~') {
                text.append(String.format(Locale.ROOT, "u%04x", letter));
            } else {
                text.append((char) letter);
            }
        });
        try {
            kept.set("metadata", Json.mapper().readTree(text.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return kept;
    }

    private Reply add(String into, JsonNode body) {
        Dataset dataset = datasets.get(into);
        if (dataset == null) {
            return Reply.of(404, "Dataset not found");
        }
        if (dataset.frozen) {
            return Reply.of(403, "Dataset is frozen");
        }
        int before = dataset.members.size();
        for (JsonNode file : body.path("file_list")) {
            if (files.containsKey(did(file))) {
                dataset.members.add(did(file));
            }
        }
        Matcher query = QUERY.matcher(body.path("query").asText());
        if (query.find() && datasets.containsKey(query.group(1))) {
            dataset.members.addAll(Objects.requireNonNull(datasets.get(query.group(1))).members);
        }
        return Reply.json(Map.of("files_added", dataset.members.size() - before));
    }

    private Reply remove(JsonNode body) {
        Dataset dataset = datasets.get(body.path("dataset_namespace").asText() + ":"
                + body.path("dataset_name").asText());
        if (dataset == null) {
            return Reply.of(404, "Dataset not found");
        }
        int before = dataset.members.size();
        body.path("file_list").forEach(file -> dataset.members.remove(did(file)));
        return Reply.json(Map.of("files_removed", before - dataset.members.size()));
    }

    private Reply updateFile(JsonNode body) {
        ObjectNode file = files.get(did(body));
        if (file == null) {
            return Reply.of(404, "File not found");
        }
        file.set("size", body.path("size"));
        file.set("checksums", body.path("checksums"));
        return Reply.json(file);
    }

    /** Somebody removes a file's record behind everybody's back. */
    public synchronized void forget(String did) {
        files.remove(did);
        datasets.values().forEach(dataset -> dataset.members.remove(did));
    }

    public synchronized Set<String> members(String dataset) {
        return Set.copyOf(Objects.requireNonNull(datasets.get(dataset), dataset).members);
    }

    private Reply updateFiles(JsonNode body) {
        if (body.path("metadata").toString().contains("\\u0000")) {
            return new Reply(500, "text/html", "<html>Traceback</html>", Map.of());
        }
        for (JsonNode spec : body.path("files")) {
            ObjectNode file = files.get(did(spec));
            if (file == null) {
                return Reply.of(404, "File not found");
            }
            body.path("metadata")
                    .properties()
                    .forEach(entry -> ((ObjectNode) file.path("metadata")).set(entry.getKey(), entry.getValue()));
        }
        return Reply.json(List.of());
    }

    private Reply found(JsonNode specs) {
        List<JsonNode> found = new ArrayList<>();
        specs.forEach(spec -> {
            if (files.containsKey(did(spec))) {
                found.add(Objects.requireNonNull(files.get(did(spec))));
            }
        });
        return Reply.json(found);
    }

    private Reply query(Request request) {
        Matcher query = QUERY.matcher(request.body());
        if (!query.find()) {
            return Reply.of(400, "MQLSyntaxError: No terminal matches");
        }
        Dataset dataset =
                datasets.getOrDefault(query.group(1), new Dataset(Json.mapper().createObjectNode()));
        if (request.parameter("summary").equals("count")) {
            return Reply.json(Map.of("count", dataset.members.size(), "total_size", dataset.members.size()));
        }
        StringBuilder rows = new StringBuilder();
        for (String member : dataset.members) {
            JsonNode file = Objects.requireNonNull(files.get(member));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("namespace", file.path("namespace"));
            row.put("name", file.path("name"));
            row.put("size", file.path("size"));
            rows.append('\u001e').append(Reply.write(row)).append('\n');
        }
        return new Reply(200, "application/json-seq", rows.toString(), Map.of());
    }

    private static String did(JsonNode node) {
        return node.path("namespace").asText() + ":" + node.path("name").asText();
    }
}
