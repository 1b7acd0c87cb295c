package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.muster.connectors.transport.Target;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.TokenSource;

/**
 * Rucio's REST interface as Muster uses it. Every operation may be repeated: what is there already is left as it is.
 *
 * <p>{@link RucioRefused} is an answer; {@link org.muster.domain.failure.ExternalSystemUnavailable} is the lack of one.
 */
public final class RucioClient {
    /** Items in one request; the server's schema allows no more. */
    public static final int MAX_ITEMS = 1000;
    /** Datasets whose files are listed in one request. */
    static final int MAX_COLLECTIONS = 50;

    private final RucioHttp http;

    public RucioClient(URI base, TokenSource auth) {
        this(base, auth, TrafficLimits.DEFAULT);
    }

    public RucioClient(URI base, TokenSource auth, TrafficLimits limits) {
        this.http = new RucioHttp(base, auth, limits);
    }

    public RucioRules rules() {
        return new RucioRules(http);
    }

    public RucioStorages storages() {
        return new RucioStorages(http);
    }

    public RucioAccounts accounts() {
        return new RucioAccounts(http);
    }

    /** Asked without a token: whether the server is there at all. */
    public String version() {
        return RucioRecords.text(http.open(Target.of("/ping")), "version");
    }

    /** Files that Rucio does not know are left out; collections are expanded. */
    public List<FileReplicas> replicas(Collection<Did> dids, ReplicaQuery query) {
        List<FileReplicas> found = new ArrayList<>();
        for (List<Did> chunk : Chunks.of(List.copyOf(dids), MAX_ITEMS)) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("dids", chunk.stream().map(RucioHttp::item).toList());
            body.put("domain", query.domain());
            if (!query.schemes().isEmpty()) {
                body.put("schemes", query.schemes());
            }
            query.rseExpression().ifPresent(expression -> body.put("rse_expression", expression));
            http.list("POST", Target.of("/replicas/list"), Json.text(body)).stream()
                    .map(RucioRecords::file)
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * Tells Rucio of files that lie on {@code rse}. Rucio ignores silently a size or checksum that differs from what it has, so
     * read back with {@link #replicas} what must be true.
     */
    public void register(RseName rse, Collection<ReplicaRegistration> files) {
        // A request with both files that have a path and files that do not is a server error.
        register(rse, files, file -> file.pfn().isEmpty());
        register(rse, files, file -> file.pfn().isPresent());
    }

    private void register(RseName rse, Collection<ReplicaRegistration> files, Predicate<ReplicaRegistration> wanted) {
        for (List<ReplicaRegistration> chunk :
                Chunks.of(files.stream().filter(wanted).toList(), MAX_ITEMS)) {
            http.post(
                    Target.of("/replicas"),
                    Map.of(
                            "rse", rse.value(),
                            "files", chunk.stream().map(RucioClient::item).toList()));
        }
    }

    public Optional<DidEntry> find(Did did) {
        try {
            return Optional.of(RucioRecords.entry(http.json(RucioHttp.of(did, ""))));
        } catch (RucioRefused e) {
            if (e.error() == RucioError.DID_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public void createDataset(Did dataset) {
        create(dataset, DidEntry.Type.DATASET);
    }

    /** In requests of many, which Rucio takes whole or not at all: of one with some that are there the others are made one by one. */
    public void createDatasets(Collection<Did> datasets) {
        for (List<Did> chunk : Chunks.of(List.copyOf(datasets), MAX_ITEMS)) {
            try {
                http.post(
                        Target.of("/dids"),
                        chunk.stream().map(RucioClient::newDataset).toList());
            } catch (RucioRefused e) {
                if (e.error() != RucioError.DID_EXISTS) {
                    throw e;
                }
                chunk.forEach(this::createDataset);
            }
        }
    }

    public void createContainer(Did container) {
        create(container, DidEntry.Type.CONTAINER);
    }

    /** Makes something in a scope, and the scope if it is not there yet. */
    public void inScope(String scope, Runnable creation) {
        try {
            creation.run();
        } catch (RucioRefused e) {
            if (e.error() != RucioError.SCOPE_NOT_FOUND) {
                throw e;
            }
            accounts().addScope(accounts().whoami(), scope);
            creation.run();
        }
    }

    private void create(Did did, DidEntry.Type type) {
        try {
            http.post(RucioHttp.of(did, ""), Map.of("type", type.name()));
        } catch (RucioRefused e) {
            boolean known = e.error() == RucioError.DID_EXISTS
                    && find(did).filter(entry -> entry.type() == type).isPresent();
            if (!known) {
                throw e;
            }
        }
    }

    /** Puts files into datasets, or datasets into containers; what is in already stays. */
    public void attach(List<Attachment> attachments) {
        for (List<Attachment> request : Chunks.ofAttachments(attachments, MAX_ITEMS)) {
            http.post(
                    Target.of("/dids/attachments"),
                    Map.of(
                            "attachments",
                            request.stream().map(RucioClient::item).toList(),
                            "ignore_duplicate",
                            true));
        }
    }

    /** Takes files out of a dataset; those that are not in it are no reason to refuse. */
    public void detach(Did dataset, Collection<Did> files) {
        for (List<Did> chunk : Chunks.of(List.copyOf(files), MAX_ITEMS)) {
            try {
                http.delete(
                        RucioHttp.of(dataset, "/dids"),
                        Map.of("dids", chunk.stream().map(RucioHttp::item).toList()));
            } catch (RucioRefused e) {
                if (e.error() != RucioError.DID_NOT_FOUND) {
                    throw e;
                }
                // One that is not in it makes Rucio refuse all: those that are go one more time.
                Set<Did> there = content(dataset).stream().map(DidEntry::did).collect(Collectors.toSet());
                List<Did> rest = chunk.stream().filter(there::contains).toList();
                if (!rest.isEmpty()) {
                    http.delete(
                            RucioHttp.of(dataset, "/dids"),
                            Map.of("dids", rest.stream().map(RucioHttp::item).toList()));
                }
            }
        }
    }

    /** What a dataset or container holds directly. */
    public List<DidEntry> content(Did parent) {
        return http.list("GET", RucioHttp.of(parent, "/dids"), "").stream()
                .map(RucioRecords::entry)
                .toList();
    }

    /** Every file below {@code did}, however many; one may come again if the list must be asked for again. */
    public void files(Did did, Consumer<DidEntry> reader) {
        http.stream(RucioHttp.of(did, "/files"), node -> reader.accept(RucioRecords.fileEntry(node)));
    }

    /** @param unreadable the name of a file that is no name to us, and why; the others are read all the same */
    public void files(Did did, Consumer<DidEntry> reader, BiConsumer<String, String> unreadable) {
        http.stream(
                RucioHttp.of(did, "/files"), node -> readable(node, unreadable).ifPresent(reader));
    }

    /** The same for many, in few calls, each file with what it lies in. What Rucio does not know holds none. */
    public void files(
            Collection<Did> collections, BiConsumer<Did, DidEntry> reader, BiConsumer<String, String> unreadable) {
        for (List<Did> chunk : Chunks.of(List.copyOf(collections), MAX_COLLECTIONS)) {
            String body =
                    Json.text(Map.of("dids", chunk.stream().map(RucioHttp::item).toList()));
            http.stream(
                    "POST",
                    Target.of("/dids/bulkfiles"),
                    body,
                    node -> readable(node, unreadable)
                            .ifPresent(file -> reader.accept(RucioRecords.parent(node), file)));
        }
    }

    private static Optional<DidEntry> readable(JsonNode node, BiConsumer<String, String> unreadable) {
        try {
            return Optional.of(RucioRecords.fileEntry(node));
        } catch (IllegalArgumentException e) {
            unreadable.accept(
                    node.path("scope").asText() + ":" + node.path("name").asText(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Datasets of a scope by name, where {@code *} stands for any text; e.g. those of a workflow, {@code dev-w12s*}. */
    public List<Did> datasets(String scope, String namePattern) {
        Target search = Target.of("/dids/{scope}/dids/search?type=dataset&name={name}", scope, namePattern);
        return http.list("GET", search, "").stream()
                .map(name -> new Did(scope, name.asText()))
                .toList();
    }

    /** No more files after this. */
    public void close(Did dataset) {
        status(dataset, false);
    }

    /** Files may be put in again; only a privileged account may say so. */
    public void reopen(Did dataset) {
        status(dataset, true);
    }

    private void status(Did dataset, boolean open) {
        try {
            http.put(RucioHttp.of(dataset, "/status"), Map.of("open", open));
        } catch (RucioRefused e) {
            boolean already = e.error() == RucioError.UNSUPPORTED_OPERATION
                    && find(dataset).filter(entry -> entry.open() == open).isPresent();
            if (!already) {
                throw e;
            }
        }
    }

    private static Map<String, Object> newDataset(Did dataset) {
        Map<String, Object> item = new LinkedHashMap<>(RucioHttp.item(dataset));
        item.put("type", DidEntry.Type.DATASET.name());
        return item;
    }

    private static Map<String, Object> item(ReplicaRegistration file) {
        Map<String, Object> item = new LinkedHashMap<>(RucioHttp.item(file.did()));
        item.put("bytes", file.bytes());
        item.put("adler32", file.adler32().hex());
        file.pfn().ifPresent(pfn -> item.put("pfn", pfn));
        return item;
    }

    private static Map<String, Object> item(Attachment attachment) {
        Map<String, Object> item = new LinkedHashMap<>(RucioHttp.item(attachment.parent()));
        item.put("dids", attachment.children().stream().map(RucioHttp::item).toList());
        return item;
    }
}
