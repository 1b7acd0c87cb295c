package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.did;
import static org.muster.connectors.fake.RucioReplies.error;
import static org.muster.connectors.fake.RucioReplies.lines;
import static org.muster.connectors.fake.RucioReplies.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;

/** Files, datasets and containers, and the scopes they are in. */
final class FakeDids {
    private final Map<String, Entry> dids = new TreeMap<>();
    private final Set<String> scopes = new TreeSet<>(Set.of("usertests"));

    static final class Entry {
        final String type;
        final long bytes;
        final String adler32;
        boolean open = true;
        final Set<String> members = new LinkedHashSet<>();
        final Set<String> replicas = new TreeSet<>();
        final Set<String> bad = new TreeSet<>();
        final Map<String, JsonNode> metadata = new TreeMap<>();

        Entry(String type, long bytes, String adler32) {
            this.type = type;
            this.bytes = bytes;
            this.adler32 = adler32;
        }
    }

    boolean has(String did) {
        return dids.containsKey(did);
    }

    Entry get(String did) {
        return Objects.requireNonNull(dids.get(did));
    }

    /** The file that is there already, if one is: another size or checksum is accepted in silence, and ignored. */
    Entry file(String did, long bytes, String adler32) {
        return dids.computeIfAbsent(did, key -> new Entry("FILE", bytes, adler32));
    }

    String picture() {
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
        return picture.toString();
    }

    Reply scope(Request request) {
        if (request.method().equals("GET")) {
            return Reply.json(scopes);
        }
        return scopes.add(request.path().get(2)) ? Reply.of(201, "Created") : error(409, "Duplicate", "Scope exists");
    }

    Reply reply(Request request) {
        List<String> path = request.path();
        if (path.size() == 1) {
            return createAll(request.json());
        }
        if (path.get(1).equals("attachments")) {
            return attach(request.json().path("attachments"));
        }
        if (path.get(1).equals("bulkfiles")) {
            return filesOfMany(request.json().path("dids"));
        }
        if (path.size() == 4 && path.get(3).equals("search")) {
            return FakeSearch.of(request)
                    .map(search -> found(path.get(1), search))
                    .orElseGet(FakeSearch::noSuchType);
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
            case "" -> Reply.json(request.query().containsKey("dynamic") ? counted(name) : describe(name, entry));
            case "dids" ->
                request.method().equals("DELETE")
                        ? detach(request.json(), entry)
                        : lines(entry.members.stream().map(this::known).toList());
            case "files" -> lines(filesOf(name).stream().map(this::known).toList());
            case "status" -> status(request.json().path("open").asBoolean(), entry);
            case "meta" -> FakeColumns.reply(request, describe(name, entry), entry.metadata);
            default -> Reply.of(404, "");
        };
    }

    private Reply filesOfMany(JsonNode parents) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode parent : parents) {
            filesOf(did(parent)).stream().map(this::known).forEach(line -> {
                line.put("parent_scope", parent.path("scope").asText());
                line.put("parent_name", parent.path("name").asText());
                lines.add(line);
            });
        }
        return lines(lines);
    }

    private Reply attach(JsonNode attachments) {
        for (JsonNode attachment : attachments) {
            Reply refusal = refusal(attachment);
            if (refusal != null) {
                return refusal;
            }
            attachment
                    .path("dids")
                    .forEach(child -> get(did(attachment)).members.add(did(child)));
        }
        return Reply.of(201, "Created");
    }

    private @Nullable Reply refusal(JsonNode attachment) {
        Entry parent = dids.get(did(attachment));
        if (parent == null) {
            return error(404, "DataIdentifierNotFound", "Data identifier not found");
        }
        if (!parent.open) {
            return error(409, "UnsupportedOperation", "The did is closed");
        }
        if (attachment.path("dids").size() > FakeRucio.CAP) {
            return error(500, "InvalidObject", "too many items");
        }
        for (JsonNode child : attachment.path("dids")) {
            if (!dids.containsKey(did(child))) {
                return error(404, "DataIdentifierNotFound", "Data identifier " + did(child) + " not found");
            }
        }
        return null;
    }

    private Reply found(String scope, FakeSearch search) {
        return lines(dids.entrySet().stream()
                .filter(did -> did.getKey().startsWith(scope + ":"))
                .filter(did -> search.finds(did.getValue().type, did.getKey().substring(scope.length() + 1)))
                .map(did -> did.getKey().substring(scope.length() + 1))
                .toList());
    }

    /** A DID and every collection that holds it, at any depth. */
    Set<String> withAllAbove(String did) {
        Set<String> above = new TreeSet<>(Set.of(did));
        dids.forEach((other, entry) -> {
            if (entry.members.contains(did)) {
                above.addAll(withAllAbove(other));
            }
        });
        return above;
    }

    Set<String> filesOf(String did) {
        Set<String> files = new TreeSet<>();
        expand(did, files);
        return files;
    }

    long bytesOf(String did) {
        return filesOf(did).stream().mapToLong(file -> get(file).bytes).sum();
    }

    private Map<String, Object> counted(String did) {
        Map<String, Object> line = known(did);
        line.put("bytes", bytesOf(did));
        line.put("length", filesOf(did).size());
        return line;
    }

    private Map<String, Object> known(String did) {
        return describe(did, Objects.requireNonNull(dids.get(did)));
    }

    /** All or none. */
    private Reply createAll(JsonNode bodies) {
        Map<String, Entry> before = new TreeMap<>(dids);
        for (JsonNode body : bodies) {
            Reply reply = create(body.path("scope").asText(), did(body), body);
            if (reply.status() != 201) {
                dids.clear();
                dids.putAll(before);
                return reply;
            }
        }
        return Reply.of(201, "Created");
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

    void expand(String did, Set<String> files) {
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

    private static Reply status(boolean open, Entry entry) {
        if (entry.open == open) {
            return error(409, "UnsupportedOperation", "The status of the did cannot be changed");
        }
        entry.open = open;
        return Reply.of(200, "");
    }

    private static Reply detach(JsonNode body, Entry parent) {
        for (JsonNode child : body.path("dids")) {
            if (!parent.members.contains(did(child))) {
                return error(404, "DataIdentifierNotFound", "Data identifier " + did(child) + " not found");
            }
        }
        body.path("dids").forEach(child -> parent.members.remove(did(child)));
        return Reply.of(200, "");
    }

    void forget(String did) {
        dids.remove(did);
        dids.values().forEach(entry -> entry.members.remove(did));
    }

    /** The size of a collection is told once it is closed. */
    private Map<String, Object> describe(String did, Entry entry) {
        Map<String, Object> line = named(did);
        line.put("type", entry.type);
        if (entry.type.equals("FILE")) {
            line.put("bytes", entry.bytes);
            line.put("adler32", entry.adler32);
        } else {
            line.put("open", entry.open);
            line.put("bytes", entry.open ? null : bytesOf(did));
            line.put("length", entry.open ? null : filesOf(did).size());
        }
        return line;
    }
}
