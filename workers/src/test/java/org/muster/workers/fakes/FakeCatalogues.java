package org.muster.workers.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;

/** Rucio and MetaCat, as far as datasets go. A closed dataset takes nothing more. */
public final class FakeCatalogues implements AutoCloseable {
    private static final Pattern DID = Pattern.compile("/dids/([^/?]+)/([^/?]+)(/[a-z]+)?");

    /** A dataset of either catalogue. */
    public static final class Dataset {
        public final Set<String> files = new TreeSet<>();
        public String type = "DATASET";
        public boolean closed;
        public String metadata = "";
    }

    public final Map<String, Dataset> rucio = new TreeMap<>();
    public final Map<String, Dataset> metacat = new TreeMap<>();
    /** Files whose metadata were changed, with the change. */
    public final List<String> marks = new ArrayList<>();

    private final FakeServer rucioServer = new FakeServer(this::rucio);
    private final FakeServer metacatServer = new FakeServer(this::metacat);

    public RucioClient rucioClient() {
        return new RucioClient(rucioServer.url(), () -> "token");
    }

    public MetaCatClient metacatClient() {
        return new MetaCatClient(
                metacatServer.url(),
                MetaCatAuth.bearer(metacatServer.url(), "muster", () -> "token", Clock.systemUTC()));
    }

    private synchronized Object rucio(FakeServer.Request request) {
        if (request.path().equals("/dids/attachments")) {
            for (JsonNode attachment : request.body().path("attachments")) {
                Dataset parent = rucio.get(did(attachment));
                if (parent == null || parent.closed) {
                    return refused(404, "DataIdentifierNotFound");
                }
                attachment.path("dids").forEach(child -> parent.files.add(did(child)));
            }
            return new FakeServer.Status(201, "Created");
        }
        Matcher path = DID.matcher(request.path());
        if (!path.lookingAt()) {
            return refused(404, "NotFound");
        }
        if (path.group(2).equals("dids")) {
            String start = request.path().replaceAll(".*name=([^&*%]*)(%2A|\\*)$", path.group(1) + ":$1");
            return lines(rucio.keySet().stream()
                    .filter(name -> name.startsWith(start))
                    .map(name -> '"' + name.substring(name.indexOf(':') + 1) + '"')
                    .toList());
        }
        String did = path.group(1) + ":" + path.group(2);
        Optional<Dataset> found = Optional.ofNullable(rucio.get(did));
        String operation = Optional.ofNullable(path.group(3)).orElse("");
        if (request.method().equals("POST")) {
            if (found.isPresent()) {
                return refused(409, "DataIdentifierAlreadyExists");
            }
            Dataset made = new Dataset();
            made.type = request.body().path("type").asText();
            rucio.put(did, made);
            return new FakeServer.Status(201, "Created");
        }
        if (found.isEmpty()) {
            return refused(404, "DataIdentifierNotFound");
        }
        if (operation.equals("/dids") && request.method().equals("DELETE")) {
            for (JsonNode child : request.body().path("dids")) {
                if (!found.get().files.remove(did(child))) {
                    return refused(404, "DataIdentifierNotFound");
                }
            }
            return "";
        }
        if (operation.equals("/files")) {
            return lines(found.get().files.stream()
                    .map(file -> "{\"scope\":\"" + file.replace(":", "\",\"name\":\"")
                            + "\",\"type\":\"FILE\",\"bytes\":1,\"adler32\":\"00000001\"}")
                    .toList());
        }
        if (operation.equals("/status")) {
            if (found.get().closed) {
                return refused(409, "UnsupportedOperation");
            }
            found.get().closed = true;
            return "";
        }
        return Map.of(
                "scope", path.group(1), "name", path.group(2), "type", found.get().type, "open", !found.get().closed);
    }

    private synchronized Object metacat(FakeServer.Request request) {
        String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
        String method = path.replaceAll("^/data/|\\?.*$", "");
        String did = path.replaceAll(".*dataset=", "");
        switch (method) {
            case "namespace" -> {
                return Map.of("name", "toy");
            }
            case "create_dataset" -> {
                String made = request.body().path("namespace").asText() + ":"
                        + request.body().path("name").asText();
                return metacat.putIfAbsent(made, new Dataset()) == null
                        ? Map.of("name", made)
                        : new FakeServer.Status(409, "Already exists");
            }
            case "query" -> {
                Dataset asked = metacat.getOrDefault(request.body().asText().replace("files from ", ""), new Dataset());
                return path.contains("summary=count")
                        ? Map.of("count", asked.files.size(), "total_size", 0)
                        : lines(asked.files.stream()
                                .map(file -> "{\"fid\":\"f\",\"namespace\":\"" + file.replace(":", "\",\"name\":\"")
                                        + "\",\"size\":1}")
                                .toList());
            }
            default -> {}
        }
        if (method.equals("update_file_meta")) {
            request.body()
                    .path("files")
                    .forEach(file -> marks.add(file.path("namespace").asText() + ":"
                            + file.path("name").asText() + " " + request.body().path("metadata")));
            return Map.of();
        }
        if (method.equals("remove_files")) {
            String from = request.body().path("dataset_namespace").asText() + ":"
                    + request.body().path("dataset_name").asText();
            request.body()
                    .path("file_list")
                    .forEach(file -> Objects.requireNonNull(metacat.get(from))
                            .files
                            .remove(file.path("namespace").asText() + ":"
                                    + file.path("name").asText()));
            return Map.of();
        }
        Dataset known = metacat.get(did);
        if (known == null) {
            return path.startsWith("/auth") ? "" : new FakeServer.Status(404, "Dataset not found");
        }
        if (method.equals("update_dataset")) {
            known.closed |= request.body().path("frozen").asBoolean();
            known.metadata += request.body().path("metadata").toString();
        } else if (method.equals("add_files")) {
            for (JsonNode file : request.body().path("file_list")) {
                known.files.add(file.path("namespace").asText() + ":"
                        + file.path("name").asText());
            }
        }
        return Map.of("frozen", known.closed, "file_count", known.files.size(), "metadata", Map.of());
    }

    private static String did(JsonNode node) {
        return node.path("scope").asText() + ":" + node.path("name").asText();
    }

    private static FakeServer.Status refused(int status, String exception) {
        return new FakeServer.Status(status, Map.of("ExceptionClass", exception, "ExceptionMessage", exception));
    }

    private static String lines(List<String> records) {
        return new ArrayList<>(records).stream().map(record -> record + "\n").collect(Collectors.joining());
    }

    @Override
    public void close() {
        rucioServer.close();
        metacatServer.close();
    }
}
