package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.muster.connectors.transport.Limits;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

/**
 * Rucio's REST interface as Muster uses it. Every operation may be repeated: what is there already is left as it is.
 *
 * <p>{@link RucioRefused} is an answer; {@link org.muster.domain.failure.ExternalSystemUnavailable} is the lack of one.
 */
public final class RucioClient {
    /** Items in one request; the server's schema allows no more. */
    public static final int MAX_ITEMS = 1000;

    private final RucioHttp http;

    public RucioClient(URI base, RucioAuth auth) {
        this(base, auth, Limits.DEFAULT);
    }

    public RucioClient(URI base, RucioAuth auth, Limits limits) {
        this.http = new RucioHttp(base, auth, limits);
    }

    /** Asked without a token: whether the server is there at all. */
    public String version() {
        return RucioRecords.text(http.open("/ping"), "version");
    }

    /** The account that the token stands for. */
    public String whoami() {
        String location = http.location("/accounts/whoami");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Files that Rucio does not know are left out; collections are expanded. */
    public List<FileReplicas> replicas(Collection<Did> dids, ReplicaQuery query) {
        List<FileReplicas> found = new ArrayList<>();
        for (List<Did> chunk : chunks(List.copyOf(dids))) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("dids", chunk.stream().map(RucioClient::item).toList());
            body.put("domain", query.domain());
            if (!query.schemes().isEmpty()) {
                body.put("schemes", query.schemes());
            }
            if (!query.rseExpression().isEmpty()) {
                body.put("rse_expression", query.rseExpression());
            }
            http.list("POST", "/replicas/list", RucioHttp.write(body)).stream()
                    .map(RucioRecords::file)
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * Tells Rucio of files that lie on {@code rse}. Rucio ignores silently a size or checksum that differs from what it has, so
     * read back with {@link #replicas} what must be true.
     */
    public void register(RseName rse, Collection<NewReplica> files) {
        // A request with both files that have a path and files that do not is a server error.
        register(rse, files, file -> file.pfn().isEmpty());
        register(rse, files, file -> !file.pfn().isEmpty());
    }

    private void register(RseName rse, Collection<NewReplica> files, java.util.function.Predicate<NewReplica> wanted) {
        for (List<NewReplica> chunk : chunks(files.stream().filter(wanted).toList())) {
            http.post(
                    "/replicas",
                    Map.of(
                            "rse", rse.value(),
                            "files", chunk.stream().map(RucioClient::item).toList()));
        }
    }

    public Optional<DidEntry> find(Did did) {
        try {
            return Optional.of(RucioRecords.entry(http.json(RucioHttp.path(did))));
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

    public void createContainer(Did container) {
        create(container, DidEntry.Type.CONTAINER);
    }

    private void create(Did did, DidEntry.Type type) {
        try {
            http.post(RucioHttp.path(did), Map.of("type", type.name()));
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
        for (Attachment attachment : attachments) {
            for (List<Did> chunk : chunks(attachment.children())) {
                Map<String, Object> item = new LinkedHashMap<>(item(attachment.parent()));
                item.put("dids", chunk.stream().map(RucioClient::item).toList());
                http.post("/dids/attachments", Map.of("attachments", List.of(item), "ignore_duplicate", true));
            }
        }
    }

    /** What a dataset or container holds directly. */
    public List<DidEntry> content(Did parent) {
        return http.list("GET", RucioHttp.path(parent) + "/dids", "").stream()
                .map(RucioRecords::entry)
                .toList();
    }

    /** Every file below {@code did}, however many; one may come again if the list must be asked for again. */
    public void files(Did did, Consumer<DidEntry> reader) {
        http.stream(RucioHttp.path(did) + "/files", node -> reader.accept(RucioRecords.fileEntry(node)));
    }

    /** Datasets of a scope by name, where {@code *} stands for any text; e.g. those of a workflow, {@code dev-w12s*}. */
    public List<Did> datasets(String scope, String namePattern) {
        String path =
                "/dids/" + RucioHttp.escape(scope) + "/dids/search?type=dataset&name=" + RucioHttp.escape(namePattern);
        return http.list("GET", path, "").stream()
                .map(name -> new Did(scope, name.asText()))
                .toList();
    }

    /** No more files after this. */
    public void close(Did dataset) {
        try {
            http.put(RucioHttp.path(dataset) + "/status", Map.of("open", false));
        } catch (RucioRefused e) {
            boolean closed = e.error() == RucioError.UNSUPPORTED_OPERATION
                    && find(dataset).filter(entry -> !entry.open()).isPresent();
            if (!closed) {
                throw e;
            }
        }
    }

    /** Fixed columns and free keys together. */
    public Map<String, JsonNode> metadata(Did did) {
        Map<String, JsonNode> metadata = new LinkedHashMap<>();
        http.json(RucioHttp.path(did) + "/meta?plugin=ALL")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return metadata;
    }

    public void setMetadata(Did did, Map<String, ?> metadata) {
        http.post(RucioHttp.path(did) + "/meta", Map.of("meta", metadata));
    }

    /** The id of the rule, new or of an earlier try. */
    public String addRule(NewRule rule) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dids", List.of(item(rule.did())));
        body.put("account", rule.account());
        body.put("copies", rule.copies());
        body.put("rse_expression", rule.rseExpression());
        if (!rule.lifetime().isZero()) {
            body.put("lifetime", rule.lifetime().toSeconds());
        }
        if (!rule.comment().isEmpty()) {
            body.put("comment", rule.comment());
        }
        try {
            return http.post("/rules/", body).path(0).asText();
        } catch (RucioRefused e) {
            if (e.error() != RucioError.DUPLICATE_RULE) {
                throw e;
            }
            // The refusal does not name the rule that is in the way.
            return rules(rule.did()).stream()
                    .filter(known -> known.answers(rule))
                    .findFirst()
                    .map(Rule::id)
                    .orElseThrow(() -> e);
        }
    }

    /** Rules on exactly this file, dataset or container. */
    public List<Rule> rules(Did did) {
        return http.list("GET", RucioHttp.path(did) + "/rules", "").stream()
                .map(RucioRecords::rule)
                .toList();
    }

    public Optional<Rule> rule(String id) {
        try {
            return Optional.of(RucioRecords.rule(http.json("/rules/" + RucioHttp.escape(id))));
        } catch (RucioRefused e) {
            if (e.error() == RucioError.RULE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Ends a rule now; deleting it would only end it in an hour. */
    public void endRule(String id) {
        try {
            http.put("/rules/" + RucioHttp.escape(id), Map.of("options", Map.of("lifetime", 0)));
        } catch (RucioRefused e) {
            if (e.error() != RucioError.RULE_NOT_FOUND) {
                throw e;
            }
        }
    }

    public List<RseName> rses() {
        return rses("/rses/");
    }

    /** Those that an expression names; one that names none is refused. May be ten minutes old. */
    public List<RseName> rsesOf(String expression) {
        return rses("/rses/?expression=" + RucioHttp.escape(expression));
    }

    private List<RseName> rses(String path) {
        return http.list("GET", path, "").stream()
                .map(node -> new RseName(RucioRecords.text(node, "rse")))
                .toList();
    }

    /** An RSE with its attributes and protocols. */
    public StorageElement rse(RseName name) {
        String path = "/rses/" + RucioHttp.escape(name.value());
        return RucioRecords.storage(name, http.json(path), http.json(path + "/attr/"));
    }

    /** Rucio's own distance between two RSEs; none means that nothing is transferred that way. */
    public OptionalInt distance(RseName from, RseName to) {
        JsonNode first = http.json(
                        "/rses/" + RucioHttp.escape(from.value()) + "/distances/" + RucioHttp.escape(to.value()))
                .path(0);
        return first.isMissingNode()
                ? OptionalInt.empty()
                : OptionalInt.of((int) RucioRecords.number(first, "distance"));
    }

    public List<StorageUse> usage(RseName name) {
        return http.list("GET", "/rses/" + RucioHttp.escape(name.value()) + "/usage", "").stream()
                .map(RucioRecords::use)
                .toList();
    }

    /** Bytes that an account may use, by RSE. No entry is no quota. */
    public Map<RseName, Long> accountLimits(String account) {
        Map<RseName, Long> limits = new LinkedHashMap<>();
        http.json("/accounts/" + RucioHttp.escape(account) + "/limits/local")
                .properties()
                .forEach(entry ->
                        limits.put(new RseName(entry.getKey()), entry.getValue().asLong()));
        return limits;
    }

    public List<AccountUse> accountUsage(String account) {
        return http.list("GET", "/accounts/" + RucioHttp.escape(account) + "/usage/local", "").stream()
                .map(RucioRecords::accountUse)
                .toList();
    }

    /** Makes a scope that {@code account} owns; refused if another account has it. */
    public void addScope(String account, String scope) {
        String path = "/scopes/" + RucioHttp.escape(account);
        try {
            http.post(path + "/" + RucioHttp.escape(scope), Map.of());
        } catch (RucioRefused e) {
            if (e.status() != 409 || !hasScope(path, scope)) {
                throw e;
            }
        }
    }

    private boolean hasScope(String path, String scope) {
        for (JsonNode owned : http.json(path + "/scopes")) {
            if (owned.asText().equals(scope)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> item(Did did) {
        return Map.of("scope", did.scope(), "name", did.name());
    }

    private static Map<String, Object> item(NewReplica file) {
        Map<String, Object> item = new LinkedHashMap<>(item(file.did()));
        item.put("bytes", file.bytes());
        item.put("adler32", file.adler32().hex());
        if (!file.pfn().isEmpty()) {
            item.put("pfn", file.pfn());
        }
        return item;
    }

    private static <T> List<List<T>> chunks(List<T> items) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += MAX_ITEMS) {
            chunks.add(items.subList(from, Math.min(from + MAX_ITEMS, items.size())));
        }
        return chunks;
    }
}
