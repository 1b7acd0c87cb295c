package org.muster.connectors.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.protocol.http.Json;

/** MetaCat's files. */
final class FakeFiles {
    private final Map<String, ObjectNode> files = new TreeMap<>();
    private final FakeNamespaces namespaces;
    private final FakeDatasets datasets;

    FakeFiles(FakeNamespaces namespaces, FakeDatasets datasets) {
        this.namespaces = namespaces;
        this.datasets = datasets;
    }

    boolean has(String did) {
        return files.containsKey(did);
    }

    JsonNode get(String did) {
        return Objects.requireNonNull(files.get(did), did);
    }

    void put(String did) {
        ObjectNode file = Json.mapper().createObjectNode();
        int colon = did.indexOf(':');
        file.put("namespace", did.substring(0, colon))
                .put("name", did.substring(colon + 1))
                .put("size", 1);
        files.put(did, file);
    }

    void forget(String did) {
        files.remove(did);
    }

    String picture() {
        StringBuilder picture = new StringBuilder();
        files.forEach((did, file) -> picture.append(did).append(file).append('\n'));
        return picture.toString();
    }

    Reply declare(String user, String into, JsonNode list) {
        String namespace = FakeDatasets.namespace(into);
        Optional<Reply> refusal =
                namespaces.refusal(namespace, user, "Permission to add files to dataset " + into + " denied");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (datasets.find(into).isEmpty()) {
            return Reply.of(400, "Dataset " + into + " does not exist");
        }
        if (list.isEmpty()) {
            return Reply.of(400, "Empty file list");
        }
        return wrong(user, list).orElseGet(() -> {
            for (JsonNode file : list) {
                files.put(did(file), damaged(file));
                datasets.get(into).members.add(did(file));
            }
            return Reply.json(List.of());
        });
    }

    private Optional<Reply> wrong(String user, JsonNode list) {
        List<Map<String, Object>> keys = withoutCategory(list);
        if (!keys.isEmpty()) {
            return Optional.of(Reply.of(488, Reply.write(Map.of("metadata_errors", keys))));
        }
        List<Map<String, Object>> problems = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        int index = 0;
        for (JsonNode file : list) {
            if (file.path("metadata").toString().contains("\\")) {
                return Optional.of(new Reply(500, "text/html", "<html>Traceback</html>", Map.of()));
            }
            problem(user, file, problems, index++);
            if (has(did(file))) {
                existing.add("  " + did(file));
            }
        }
        if (!problems.isEmpty()) {
            return Optional.of(
                    Reply.of(488, Reply.write(Map.of("message", "Invalid file data", "metadata_errors", problems))));
        }
        return existing.isEmpty()
                ? Optional.empty()
                : Optional.of(Reply.of(409, "The following files already exist:\n" + String.join("\n", existing)));
    }

    /** Looked for in all files before anything else. */
    private static List<Map<String, Object>> withoutCategory(JsonNode list) {
        List<Map<String, Object>> problems = new ArrayList<>();
        int index = 0;
        for (JsonNode file : list) {
            List<Map<String, Object>> reasons = new ArrayList<>();
            file.path("metadata").properties().forEach(entry -> {
                if (!entry.getKey().contains(".")) {
                    reasons.add(Map.of(
                            "name",
                            entry.getKey(),
                            "reason",
                            "Parameter name without a category",
                            "value",
                            entry.getValue()));
                }
            });
            if (!reasons.isEmpty()) {
                problems.add(Map.of(
                        "index", index, "message", "Metadata category validation errors", "metadata_errors", reasons));
            }
            index++;
        }
        return problems;
    }

    /** Of metadata of a dataset, or of files that are there. */
    static Optional<Reply> keyWithoutCategory(JsonNode metadata) {
        return metadata.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !key.contains("."))
                .map(key -> Reply.of(400, "Metadata parameter without a category: " + key))
                .findFirst();
    }

    private void problem(String user, JsonNode file, List<Map<String, Object>> problems, int index) {
        String namespace = file.path("namespace").asText();
        if (!namespaces.has(namespace)) {
            problems.add(Map.of("index", index, "message", "Namespace " + namespace + " does not exist"));
        } else if (!namespaces.owns(namespace, user)) {
            problems.add(Map.of(
                    "index", index, "message", "Permission to declare files in namespace " + namespace + " denied"));
        }
        for (JsonNode parent : file.path("parents")) {
            if (!has(did(parent))) {
                problems.add(Map.of("index", index, "message", "Can not get file id for parent: " + did(parent)));
            }
        }
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

    Reply update(String user, JsonNode body) {
        ObjectNode file = files.get(did(body));
        if (file == null) {
            return Reply.of(404, "File not found");
        }
        return namespaces
                .refusal(body.path("namespace").asText(), user, "Not authtorized")
                .orElseGet(() -> {
                    file.set("size", body.path("size"));
                    file.set("checksums", body.path("checksums"));
                    return Reply.json(file);
                });
    }

    /** Unknown files are left out. */
    Reply updateMetadata(String user, JsonNode body) {
        if (body.path("metadata").toString().contains("\\u0000")) {
            return new Reply(500, "text/html", "<html>Traceback</html>", Map.of());
        }
        for (JsonNode spec : body.path("files")) {
            ObjectNode file = files.get(did(spec));
            if (file == null) {
                continue;
            }
            String namespace = FakeDatasets.namespace(did(spec));
            String denied = "Permission to update files in namespace " + namespace + " denied";
            Optional<Reply> refusal =
                    namespaces.refusal(namespace, user, denied).or(() -> keyWithoutCategory(body.path("metadata")));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            body.path("metadata")
                    .properties()
                    .forEach(entry -> ((ObjectNode) file.path("metadata")).set(entry.getKey(), entry.getValue()));
        }
        return Reply.json(List.of());
    }

    Reply found(JsonNode specs) {
        List<JsonNode> found = new ArrayList<>();
        specs.forEach(spec -> Optional.ofNullable(files.get(did(spec))).ifPresent(found::add));
        return Reply.json(found);
    }

    Map<String, Object> row(String did) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (String key : List.of("namespace", "name", "size")) {
            row.put(key, get(did).path(key));
        }
        return row;
    }

    static String did(JsonNode node) {
        return node.path("namespace").asText() + ":" + node.path("name").asText();
    }
}
