package org.muster.connectors.metacat;

import static org.muster.connectors.metacat.MetaCatHttp.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.muster.connectors.transport.Target;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.text.Absent;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.TokenSource;

/**
 * MetaCat's REST interface as Muster uses it. Every operation may be repeated: what is there already is left as it is.
 *
 * <p>{@link MetaCatRefused} is an answer; {@link ExternalSystemUnavailable} is the lack of one.
 */
public final class MetaCatClient {
    /** Files in one request that declares, adds or looks up. */
    public static final int MAX_FILES = 1000;

    private final MetaCatHttp http;

    public MetaCatClient(URI base, TokenSource auth) {
        this(base, auth, TrafficLimits.DEFAULT);
    }

    public MetaCatClient(URI base, TokenSource auth, TrafficLimits limits) {
        this.http = new MetaCatHttp(base, auth, limits);
    }

    public String version() {
        return http.read(data("version"), "").strip();
    }

    /**
     * Hands every row of a file query to {@code reader}, without metadata. A list may end early without a sign, so it is
     * compared with the count that MetaCat gave before; a reader must cope with rows that come again.
     *
     * @return rows read
     */
    public long query(String mql, Consumer<CatalogueFile> reader) {
        return rows(mql, "no", node -> reader.accept(file(node)));
    }

    /** @param unreadable the name of a file that is no name to us, and why; the others are read all the same */
    public long query(String mql, Consumer<CatalogueFile> reader, BiConsumer<String, String> unreadable) {
        return query(mql, "no", reader, unreadable);
    }

    /** The same with the metadata of each file, which are many times what else is said of it. */
    public long queryWithMetadata(String mql, Consumer<CatalogueFile> reader, BiConsumer<String, String> unreadable) {
        return query(mql, "yes", reader, unreadable);
    }

    private long query(
            String mql, String metadata, Consumer<CatalogueFile> reader, BiConsumer<String, String> unreadable) {
        return rows(mql, metadata, node -> {
            CatalogueFile file;
            try {
                file = file(node);
            } catch (IllegalArgumentException e) {
                unreadable.accept(
                        node.path("namespace").asText() + ":"
                                + node.path("name").asText(),
                        String.valueOf(e.getMessage()));
                return;
            }
            reader.accept(file);
        });
    }

    private long rows(String mql, String metadata, Consumer<JsonNode> reader) {
        QuerySummary expected = count(mql);
        long rows = http.stream(data("query?with_meta={metadata}&with_provenance=no", metadata), mql, reader);
        if (rows < expected.files()) {
            throw new ExternalSystemUnavailable(
                    "metacat", "a query's answer broke off after " + rows + " of " + expected.files() + " files");
        }
        return rows;
    }

    public QuerySummary count(String mql) {
        JsonNode summary = http.readJson(data("query?summary=count"), mql);
        return new QuerySummary(
                summary.path("count").asLong(), summary.path("total_size").asLong());
    }

    /** The files that MetaCat knows among {@code dids}, with their metadata. */
    public List<CatalogueFile> files(Collection<Did> dids) {
        return files(dids, data("files?with_metadata=yes&with_provenance=no"));
    }

    /** The same in half of the bytes, where only size and checksum matter. */
    public List<CatalogueFile> filesWithoutMetadata(Collection<Did> dids) {
        return files(dids, data("files?with_metadata=no&with_provenance=no"));
    }

    private List<CatalogueFile> files(Collection<Did> dids, Target target) {
        List<CatalogueFile> found = new ArrayList<>();
        for (List<Did> chunk : chunks(List.copyOf(dids))) {
            for (JsonNode node : http.readJson(target, specs(chunk))) {
                found.add(file(node));
            }
        }
        return found;
    }

    /**
     * Declares files into a dataset, in bulk. Those declared before are put into the dataset if they are the same, and
     * reported if they are not. Nothing is overwritten.
     */
    public Declared declare(Did dataset, Collection<FileDeclaration> files) {
        return new BulkDeclaration(this, http, dataset).declare(List.copyOf(files));
    }

    /** What is wrong with a query; empty if MetaCat can answer it. */
    public Optional<MqlFault> fault(String mql) {
        try {
            count(mql);
            return Optional.empty();
        } catch (MetaCatRefused e) {
            if (!e.badQuery()) {
                throw e;
            }
            return Optional.of(MqlFault.of(e, mql));
        }
    }

    /** Puts files that are declared into a dataset; unknown ones are skipped by MetaCat. */
    public void addFiles(Did dataset, Collection<Did> files) {
        for (List<Did> chunk : chunks(List.copyOf(files))) {
            http.write(
                    data("add_files?dataset={dataset}", dataset.toString()),
                    Map.of("file_list", chunk.stream().map(MetaCatClient::spec).toList()));
        }
    }

    /** Takes files out of a dataset; they stay declared. Those that are not in it are skipped by MetaCat. */
    public void removeFiles(Did dataset, Collection<Did> files) {
        for (List<Did> chunk : chunks(List.copyOf(files))) {
            http.write(
                    data("remove_files"),
                    Map.of(
                            "dataset_namespace", dataset.scope(),
                            "dataset_name", dataset.name(),
                            "file_list", chunk.stream().map(MetaCatClient::spec).toList()));
        }
    }

    /** Replaces the size and checksum of one file; MetaCat has no call for many. */
    public void correct(Did file, long sizeBytes, Adler32Sum adler32) {
        http.write(
                data("update_file"),
                Map.of(
                        "namespace", file.scope(),
                        "name", file.name(),
                        "size", sizeBytes,
                        "checksums", Map.of("adler32", adler32.hex())));
    }

    /** Adds to the metadata of files, replacing values of the same keys. */
    public void updateMetadata(Collection<Did> files, Map<String, ?> metadata) {
        for (List<Did> chunk : chunks(List.copyOf(files))) {
            http.write(
                    data("update_file_meta"),
                    Map.of(
                            "files",
                            chunk.stream().map(MetaCatClient::spec).toList(),
                            "metadata",
                            metadata,
                            "mode",
                            "update"));
        }
    }

    /** A dataset of this name that is there already stays as it is. */
    public void createDataset(NewDataset dataset) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("namespace", dataset.did().scope());
        body.put("name", dataset.did().name());
        body.put("description", dataset.description());
        body.put("metadata", dataset.metadata());
        ignoringConflict(() -> http.write(data("create_dataset"), body));
    }

    public Optional<CatalogueDataset> dataset(Did dataset) {
        return ifThere(data("dataset?exact_file_count=yes&dataset={dataset}", dataset.toString()))
                .map(node -> new CatalogueDataset(
                        dataset,
                        node.path("frozen").asBoolean(false),
                        node.path("file_count").asLong(),
                        node.path("metadata")));
    }

    public void updateDataset(Did dataset, Map<String, ?> metadata) {
        http.write(update(dataset), Map.of("metadata", metadata, "mode", "update"));
    }

    /** No more files after this. */
    public void freeze(Did dataset) {
        http.write(update(dataset), Map.of("frozen", true));
    }

    /** Takes {@link #freeze} back. */
    public void thaw(Did dataset) {
        http.write(update(dataset), Map.of("frozen", false));
    }

    private static Target update(Did dataset) {
        return data("update_dataset?dataset={dataset}", dataset.toString());
    }

    public boolean hasNamespace(String namespace) {
        try {
            http.read(data("namespace?name={namespace}", namespace), "");
            return true;
        } catch (MetaCatRefused e) {
            if (e.error() == MetaCatError.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** A namespace of our own, unless it is there already, whoever owns it. */
    public void createNamespace(String namespace, String description) {
        if (hasNamespace(namespace)) {
            return;
        }
        ignoringConflict(() -> http.write(
                data("create_namespace?name={namespace}&description={description}", namespace, description), Map.of()));
    }

    private Optional<JsonNode> ifThere(Target target) {
        try {
            return Optional.of(http.readJson(target, ""));
        } catch (MetaCatRefused e) {
            if (e.error() == MetaCatError.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void ignoringConflict(Runnable creation) {
        try {
            creation.run();
        } catch (MetaCatRefused e) {
            if (e.error() != MetaCatError.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    static CatalogueFile file(JsonNode node) {
        JsonNode metadata = node.path("metadata");
        return new CatalogueFile(
                node.path("fid").asText(),
                new Did(node.path("namespace").asText(), node.path("name").asText()),
                node.path("size").asLong(0),
                Absent.ifEmpty(node.path("checksums").path("adler32").asText("").toLowerCase(Locale.ROOT)),
                metadata.isObject() ? metadata : JsonNodeFactory.instance.objectNode());
    }

    private static String specs(List<Did> dids) {
        return Json.text(dids.stream().map(MetaCatClient::spec).toList());
    }

    static Map<String, String> spec(Did did) {
        return Map.of("namespace", did.scope(), "name", did.name());
    }

    static <T> List<List<T>> chunks(List<T> items) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += MAX_FILES) {
            chunks.add(items.subList(from, Math.min(from + MAX_FILES, items.size())));
        }
        return chunks;
    }
}
