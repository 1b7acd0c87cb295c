package org.muster.connectors.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.protocol.http.Json;

/** MetaCat's datasets and what is in them. */
final class FakeDatasets {
    private static final Reply UNKNOWN = Reply.of(404, "Dataset not found");

    private final Map<String, Dataset> datasets = new TreeMap<>();
    private final FakeNamespaces namespaces;

    static final class Dataset {
        boolean frozen;
        final JsonNode metadata;
        final Set<String> members = new LinkedHashSet<>();

        Dataset(JsonNode metadata) {
            this.metadata = metadata;
        }
    }

    FakeDatasets(FakeNamespaces namespaces) {
        this.namespaces = namespaces;
    }

    Optional<Dataset> find(String did) {
        return Optional.ofNullable(datasets.get(did));
    }

    Dataset get(String did) {
        return Objects.requireNonNull(datasets.get(did), did);
    }

    Dataset orNew(String did) {
        return datasets.computeIfAbsent(did, key -> new Dataset(Json.mapper().createObjectNode()));
    }

    /** The files of a dataset; none of one that is not there. */
    Set<String> members(String did) {
        return find(did).map(dataset -> dataset.members).orElse(Set.of());
    }

    void forget(String file) {
        datasets.values().forEach(dataset -> dataset.members.remove(file));
    }

    String picture() {
        StringBuilder picture = new StringBuilder();
        datasets.forEach(
                (did, dataset) -> picture.append(did).append(dataset.members).append('\n'));
        return picture.toString();
    }

    Reply describe(String did) {
        return find(did)
                .map(dataset -> Reply.json(Map.of(
                        "frozen", dataset.frozen, "file_count", dataset.members.size(), "metadata", dataset.metadata)))
                .orElse(UNKNOWN);
    }

    Reply create(String user, JsonNode body) {
        String did = FakeFiles.did(body);
        return namespaces
                .refusal(namespace(did), user, "Permission denied", "Namespace not found")
                .or(() -> datasets.containsKey(did) ? Optional.of(Reply.of(409, "Already exists")) : Optional.empty())
                .or(() -> FakeFiles.keyWithoutCategory(body.path("metadata")))
                .orElseGet(() -> {
                    datasets.put(did, new Dataset(body.path("metadata")));
                    return Reply.json(Map.of("name", did));
                });
    }

    Reply update(String user, String did, JsonNode body) {
        Optional<Dataset> found = find(did);
        if (found.isEmpty()) {
            return UNKNOWN;
        }
        String denied = "Permission to update dataset in namespace " + namespace(did) + " denied";
        return namespaces.refusal(namespace(did), user, denied).orElseGet(() -> {
            Dataset dataset = found.get();
            dataset.frozen = body.path("frozen").asBoolean(dataset.frozen);
            body.path("metadata")
                    .properties()
                    .forEach(entry -> ((ObjectNode) dataset.metadata).set(entry.getKey(), entry.getValue()));
            return Reply.json(Map.of("name", did));
        });
    }

    /** @param known whether a file is declared: unknown ones are skipped */
    Reply add(String user, String into, JsonNode body, Predicate<String> known) {
        return writable(user, into).orElseGet(() -> {
            Dataset dataset = get(into);
            int before = dataset.members.size();
            body.path("file_list")
                    .forEach(file ->
                            Optional.of(FakeFiles.did(file)).filter(known).ifPresent(dataset.members::add));
            FakeMetaCat.dataset(body.path("query").asText()).ifPresent(from -> dataset.members.addAll(members(from)));
            return Reply.json(Map.of("files_added", dataset.members.size() - before));
        });
    }

    Reply remove(String user, JsonNode body) {
        String did = body.path("dataset_namespace").asText() + ":"
                + body.path("dataset_name").asText();
        return writable(user, did).orElseGet(() -> {
            Dataset dataset = get(did);
            int before = dataset.members.size();
            body.path("file_list").forEach(file -> dataset.members.remove(FakeFiles.did(file)));
            return Reply.json(Map.of("files_removed", before - dataset.members.size()));
        });
    }

    private Optional<Reply> writable(String user, String did) {
        return namespaces
                .refusal(namespace(did), user, "Permission to add files dataset " + did + " denied")
                .or(() -> find(did).isEmpty() ? Optional.of(UNKNOWN) : Optional.empty())
                .or(() -> get(did).frozen ? Optional.of(Reply.of(403, "Dataset is frozen")) : Optional.empty());
    }

    static String namespace(String did) {
        return did.substring(0, did.indexOf(':'));
    }
}
