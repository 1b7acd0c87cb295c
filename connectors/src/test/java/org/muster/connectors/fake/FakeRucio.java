package org.muster.connectors.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rucio's dialect: refusals by exception class, lists as lines, silent acceptance of contradictions. */
public final class FakeRucio extends FakeServer {
    public static final String PASSWORD = "open sesame";
    public static final int DISTANCE = 2;
    private static final int CAP = 1000;

    private final Map<String, Entry> dids = new TreeMap<>();
    private final Map<String, Map<String, String>> rses = new TreeMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Set<String> scopes = new TreeSet<>(Set.of("usertests"));
    private final Set<String> tokens = new LinkedHashSet<>();
    private int logins;

    private final Set<String> poison = new TreeSet<>();

    private static final class Entry {
        final String type;
        final long bytes;
        final String adler32;
        boolean open = true;
        final Set<String> members = new LinkedHashSet<>();
        final Set<String> replicas = new TreeSet<>();
        final Map<String, JsonNode> metadata = new TreeMap<>();

        Entry(String type, long bytes, String adler32) {
            this.type = type;
            this.bytes = bytes;
            this.adler32 = adler32;
        }
    }

    private record Rule(String id, String did, String account, int copies, String expression) {}

    /** An RSE at a site; {@code type} is DISK or TAPE. */
    public synchronized void addRse(String name, String site, String type) {
        rses.put(name, Map.of("site", site, "type", type));
    }

    /** A name that the server's schema does not allow. */
    public synchronized void poison(String did) {
        poison.add(did);
    }

    /** Ends every token, as an hour does. */
    public synchronized void expireTokens() {
        tokens.clear();
    }

    public synchronized int logins() {
        return logins;
    }

    /** A token that needs no login. */
    public synchronized String token() {
        tokens.add("jwt.of.somebody");
        return "jwt.of.somebody";
    }

    /** Everything that matters, as text, for comparing two histories. */
    public synchronized String picture() {
        StringBuilder picture = new StringBuilder();
        dids.forEach((did, entry) -> picture.append(did)
                .append(' ')
                .append(entry.type)
                .append(entry.open ? " open " : " closed ")
                .append(entry.bytes)
                .append(' ')
                .append(entry.members)
                .append(entry.replicas)
                .append('\n'));
        rules.values().forEach(rule -> picture.append(rule.did + " on " + rule.expression + "\n"));
        return picture.toString();
    }

    @Override
    protected Reply answer(Request request) {
        String first = request.path().get(0);
        if (first.equals("ping")) {
            return Reply.json(Map.of("version", "38.6.0"));
        }
        if (first.equals("auth")) {
            return login(request);
        }
        if (!tokens.contains(request.header("X-Rucio-Auth-Token"))) {
            return error(401, "CannotAuthenticate", "Cannot authenticate with given credentials");
        }
        return switch (first) {
            case "accounts" -> account(request);
            case "rses" -> rse(request);
            case "replicas" -> replicas(request);
            case "dids" -> did(request);
            case "rules" -> rule(request);
            case "scopes" -> scope(request);
            default -> Reply.of(404, "<html>Not found</html>");
        };
    }

    private Reply login(Request request) {
        if (!request.header("X-Rucio-Password").equals(PASSWORD)) {
            return error(401, "CannotAuthenticate", "Cannot authenticate to account with given credentials");
        }
        String token = "muster-token-" + ++logins;
        tokens.add(token);
        return new Reply(
                200,
                "",
                "",
                Map.of("X-Rucio-Auth-Token", token, "X-Rucio-Auth-Token-Expires", "Sun, 22 Nov 2099 21:08:31 UTC"));
    }

    private Reply account(Request request) {
        if (request.path().get(1).equals("whoami")) {
            return new Reply(303, "", "", Map.of("Location", "muster"));
        }
        String what = String.join("/", request.path().subList(2, request.path().size()));
        return switch (what) {
            case "limits/local" -> Reply.json(limits());
            case "limits/global" -> Reply.json(Map.of("country=UK", Map.of("limit", 500)));
            case "usage/local" ->
                lines(rses.keySet().stream()
                        .map(rse -> Map.of(
                                "rse", rse, "bytes", 10.0, "files", 1, "bytes_limit", 1000, "bytes_remaining", 990))
                        .toList());
            default -> Reply.of(404, "");
        };
    }

    private Map<String, Long> limits() {
        Map<String, Long> limits = new TreeMap<>();
        rses.keySet().forEach(rse -> limits.put(rse, 1000L));
        return limits;
    }

    private Reply rse(Request request) {
        String name = request.path().get(1);
        if (name.isEmpty()) {
            String expression = request.parameter("expression");
            List<String> found = expression.isEmpty() ? List.copyOf(rses.keySet()) : resolve(expression);
            return found.isEmpty()
                    ? error(400, "InvalidRSEExpression", "RSE Expression resulted in an empty set.")
                    : lines(found.stream().map(rse -> Map.of("rse", rse)).toList());
        }
        Map<String, String> rse = rses.get(name);
        if (rse == null) {
            return error(404, "RSENotFound", "RSE does not exist");
        }
        String what = request.path().size() > 2 ? request.path().get(2) : "";
        return switch (what) {
            case "" -> Reply.json(record(name, rse));
            case "attr" -> Reply.json(Map.of(name, true, "site", Objects.requireNonNull(rse.get("site"))));
            case "usage" -> lines(List.of(Map.of("source", "storage", "used", 1, "free", 2, "total", 3)));
            case "distances" -> Reply.json(List.of(Map.of("distance", DISTANCE)));
            case "limits" -> Reply.json(Map.of("MinFreeSpace", 100));
            default -> Reply.of(404, "");
        };
    }

    private static Map<String, Object> record(String name, Map<String, String> rse) {
        Map<String, Object> wan = Map.of("read", 1, "write", 1, "delete", 1);
        Map<String, Object> protocol = Map.of(
                "scheme",
                "davs",
                "hostname",
                "storage.example",
                "port",
                443,
                "prefix",
                "/" + name + "/",
                "domains",
                Map.of("wan", wan, "lan", wan));
        return Map.of(
                "rse",
                name,
                "availability_read",
                true,
                "availability_write",
                true,
                "deterministic",
                true,
                "rse_type",
                Objects.requireNonNull(rse.get("type")),
                "protocols",
                List.of(protocol));
    }

    private List<String> resolve(String expression) {
        return rses.entrySet().stream()
                .filter(rse -> expression.equals("*")
                        || rse.getKey().equals(expression)
                        || expression.equals("site=" + rse.getValue().get("site")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Reply replicas(Request request) {
        return request.path().size() > 1 ? listReplicas(request.json()) : addReplicas(request.json());
    }

    private Reply addReplicas(JsonNode body) {
        String rse = body.path("rse").asText();
        if (!rses.containsKey(rse)) {
            return error(404, "RSENotFound", "RSE does not exist");
        }
        if (body.path("files").size() > CAP) {
            return error(500, "InvalidObject", "Problem validating the request: too many items");
        }
        for (JsonNode file : body.path("files")) {
            String did = did(file);
            // Another size or checksum is accepted in silence, and ignored.
            Entry entry = dids.computeIfAbsent(
                    did,
                    key -> new Entry(
                            "FILE",
                            file.path("bytes").asLong(),
                            file.path("adler32").asText()));
            entry.replicas.add(rse);
        }
        return Reply.of(201, "Created");
    }

    private Reply listReplicas(JsonNode body) {
        if (body.path("dids").size() > CAP) {
            return error(400, "InvalidObject", "Problem validating dids: too many items");
        }
        for (JsonNode did : body.path("dids")) {
            if (poison.contains(did(did))) {
                return error(400, "InvalidObject", "Problem validating dids: does not match");
            }
        }
        List<String> allowed = List.copyOf(rses.keySet());
        if (body.has("rse_expression")) {
            allowed = resolve(body.path("rse_expression").asText());
            if (allowed.isEmpty()) {
                return error(500, "InvalidRSEExpression", "RSE Expression resulted in an empty set.");
            }
        }
        Set<String> files = new TreeSet<>();
        body.path("dids").forEach(node -> expand(did(node), files));
        List<Object> lines = new ArrayList<>();
        for (String file : files) {
            lines.add(replicaLine(file, Objects.requireNonNull(dids.get(file)), allowed));
        }
        return lines(lines);
    }

    private void expand(String did, Set<String> files) {
        Entry entry = dids.get(did);
        if (entry == null) {
            return;
        }
        if (entry.type.equals("FILE")) {
            files.add(did);
        } else {
            entry.members.forEach(member -> expand(member, files));
        }
    }

    private Map<String, Object> replicaLine(String did, Entry entry, List<String> allowed) {
        Map<String, Object> pfns = new LinkedHashMap<>();
        Map<String, Object> states = new LinkedHashMap<>();
        for (String rse : entry.replicas) {
            if (allowed.contains(rse)) {
                String type = Objects.requireNonNull(rses.get(rse)).getOrDefault("type", "DISK");
                states.put(rse, "AVAILABLE");
                pfns.put(
                        "davs://storage.example:443/" + rse + "/" + path(did),
                        Map.of("rse", rse, "type", type, "domain", "wan", "priority", 1));
            }
        }
        Map<String, Object> line = named(did);
        line.put("bytes", entry.bytes);
        line.put("adler32", entry.adler32);
        line.put("pfns", pfns);
        line.put("states", states);
        return line;
    }

    private static String path(String did) {
        String scope = did.substring(0, did.indexOf(':'));
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(did.getBytes(StandardCharsets.UTF_8)));
            return scope + "/" + hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/"
                    + did.substring(scope.length() + 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply did(Request request) {
        List<String> path = request.path();
        if (path.get(1).equals("attachments")) {
            for (JsonNode attachment : request.json().path("attachments")) {
                Reply refusal = attach(attachment);
                if (refusal != null) {
                    return refusal;
                }
            }
            return Reply.of(201, "Created");
        }
        if (path.size() == 4 && path.get(3).equals("search")) {
            return search(path.get(1), request.parameter("name"));
        }
        String name = path.get(1) + ":" + path.get(2);
        String what = path.size() > 3 ? path.get(3) : "";
        if (request.method().equals("POST") && what.isEmpty()) {
            return create(path.get(1), name, request.json());
        }
        Entry entry = dids.get(name);
        if (entry == null) {
            return error(404, "DataIdentifierNotFound", "Data identifier '" + name + "' not found");
        }
        return switch (what) {
            case "" -> Reply.json(describe(name, entry));
            case "dids" -> lines(entry.members.stream().map(this::known).toList());
            case "files" -> {
                Set<String> files = new TreeSet<>();
                expand(name, files);
                yield lines(files.stream().map(this::known).toList());
            }
            case "rules" ->
                lines(rules.values().stream()
                        .filter(rule -> rule.did.equals(name))
                        .map(FakeRucio::describe)
                        .toList());
            case "status" -> close(entry);
            case "meta" -> metadata(request, entry);
            default -> Reply.of(404, "");
        };
    }

    private Reply search(String scope, String pattern) {
        String regex = pattern.replace(".", "\\.").replace("*", ".*");
        return lines(dids.entrySet().stream()
                .filter(did -> did.getKey().startsWith(scope + ":")
                        && did.getValue().type.equals("DATASET"))
                .map(did -> did.getKey().substring(scope.length() + 1))
                .filter(name -> name.matches(regex))
                .toList());
    }

    private Map<String, Object> known(String did) {
        return describe(did, Objects.requireNonNull(dids.get(did)));
    }

    private Reply create(String scope, String name, JsonNode body) {
        if (!scopes.contains(scope)) {
            return error(404, "ScopeNotFound", "Scope " + scope + " not found");
        }
        if (dids.containsKey(name)) {
            return error(409, "DataIdentifierAlreadyExists", "Data Identifier Already Exists");
        }
        dids.put(name, new Entry(body.path("type").asText(), 0, ""));
        return Reply.of(201, "Created");
    }

    private @Nullable Reply attach(JsonNode attachment) {
        Entry parent = dids.get(did(attachment));
        if (parent == null) {
            return error(404, "DataIdentifierNotFound", "Data identifier not found");
        }
        if (!parent.open) {
            return error(409, "UnsupportedOperation", "The did is closed");
        }
        if (attachment.path("dids").size() > CAP) {
            return error(500, "InvalidObject", "too many items");
        }
        for (JsonNode child : attachment.path("dids")) {
            if (!dids.containsKey(did(child))) {
                return error(404, "DataIdentifierNotFound", "Data identifier " + did(child) + " not found");
            }
        }
        attachment.path("dids").forEach(child -> parent.members.add(did(child)));
        return null;
    }

    private static Reply close(Entry entry) {
        if (!entry.open) {
            return error(409, "UnsupportedOperation", "The status of the did cannot be changed");
        }
        entry.open = false;
        return Reply.of(200, "");
    }

    private static Reply metadata(Request request, Entry entry) {
        if (request.method().equals("GET")) {
            return Reply.json(entry.metadata);
        }
        request.json().path("meta").properties().forEach(value -> entry.metadata.put(value.getKey(), value.getValue()));
        return Reply.of(201, "Created");
    }

    private Reply rule(Request request) {
        String id = request.path().get(1);
        if (id.isEmpty()) {
            return addRule(request.json());
        }
        Rule rule = rules.get(id);
        if (rule == null) {
            return error(404, "RuleNotFound", "No rule with the id " + id + " found");
        }
        if (request.method().equals("PUT")) {
            rules.remove(id);
            return Reply.of(200, "");
        }
        return Reply.json(describe(rule));
    }

    private Reply addRule(JsonNode body) {
        String did = did(body.path("dids").path(0));
        String account = body.path("account").asText();
        String expression = body.path("rse_expression").asText();
        int copies = body.path("copies").asInt();
        if (!account.equals("muster")) {
            return error(500, "AccountNotFound", "Account " + account + " does not exist");
        }
        if (!dids.containsKey(did)) {
            return error(404, "DataIdentifierNotFound", "Data identifier not found");
        }
        if (resolve(expression).isEmpty()) {
            return error(409, "InvalidRSEExpression", "RSE Expression resulted in an empty set.");
        }
        Rule rule = new Rule("%032x".formatted(rules.size() + 1), did, account, copies, expression);
        if (rules.values().stream()
                .anyMatch(known ->
                        known.did.equals(did) && known.expression.equals(expression) && known.copies == copies)) {
            return error(409, "DuplicateRule", "A duplicate rule for this account, did, rse_expression, copies exists");
        }
        rules.put(rule.id, rule);
        return new Reply(201, "text/html", Reply.write(List.of(rule.id)), Map.of());
    }

    private Reply scope(Request request) {
        if (request.method().equals("GET")) {
            return Reply.json(scopes);
        }
        return scopes.add(request.path().get(2)) ? Reply.of(201, "Created") : error(409, "Duplicate", "Scope exists");
    }

    private static Map<String, Object> describe(Rule rule) {
        Map<String, Object> line = named(rule.did);
        line.putAll(Map.of(
                "id",
                rule.id,
                "account",
                rule.account,
                "copies",
                rule.copies,
                "rse_expression",
                rule.expression,
                "state",
                "OK",
                "locks_ok_cnt",
                1));
        return line;
    }

    private static Map<String, Object> describe(String did, Entry entry) {
        Map<String, Object> line = named(did);
        line.put("type", entry.type);
        if (entry.type.equals("FILE")) {
            line.put("bytes", entry.bytes);
            line.put("adler32", entry.adler32);
        } else {
            line.put("open", entry.open);
        }
        return line;
    }

    private static Map<String, Object> named(String did) {
        int colon = did.indexOf(':');
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("scope", did.substring(0, colon));
        line.put("name", did.substring(colon + 1));
        return line;
    }

    private static String did(JsonNode node) {
        return node.path("scope").asText() + ":" + node.path("name").asText();
    }

    private static Reply lines(List<?> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(Reply.write(value)).append('\n'));
        return new Reply(200, "application/x-json-stream", text.toString(), Map.of());
    }

    private static Reply error(int status, String name, String message) {
        return new Reply(
                status,
                "application/octet-stream",
                Reply.write(Map.of("ExceptionClass", name, "ExceptionMessage", message)),
                Map.of("ExceptionClass", name));
    }
}
