package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.did;
import static org.muster.connectors.fake.RucioReplies.error;
import static org.muster.connectors.fake.RucioReplies.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;

/** Where files are said to be. */
final class FakeReplicas {
    private final FakeDids dids;
    private final FakeRses rses;
    private final Set<String> poison = new TreeSet<>();

    FakeReplicas(FakeDids dids, FakeRses rses) {
        this.dids = dids;
        this.rses = rses;
    }

    void poison(String did) {
        poison.add(did);
    }

    Reply reply(String account, Request request) {
        JsonNode body = request.json();
        if (request.path().size() == 1) {
            return addReplicas(body);
        }
        if (request.path().get(1).equals("bad")) {
            return declareBad(account, body.path("replicas"));
        }
        return listReplicas(
                body, request.header("Accept").contains("metalink4") ? this::metalink : RucioReplies::lines);
    }

    /** What root alone may do to any. */
    private Reply declareBad(String account, JsonNode replicas) {
        if (!replicas.isEmpty() && !account.equals("root")) {
            return error(401, "AccessDenied", "Account " + account + " can not declare bad replicas. ");
        }
        Map<String, List<String>> failed = new LinkedHashMap<>();
        for (JsonNode replica : replicas) {
            String rse = replica.path("rse").asText();
            boolean there =
                    dids.has(did(replica)) && dids.get(did(replica)).replicas.contains(rse);
            if (!there || !dids.get(did(replica)).bad.add(rse)) {
                failed.computeIfAbsent(rse, none -> new ArrayList<>())
                        .add(did(replica) + (there ? " Already declared" : " Unknown replica"));
            }
        }
        return new Reply(201, "application/json", Reply.write(failed), Map.of());
    }

    private Reply metalink(List<Map<String, Object>> files) {
        StringBuilder text = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metalink xmlns=\"urn:ietf:params:xml:ns:metalink\">\n");
        for (Map<String, Object> file : files) {
            String did = file.get("scope") + ":" + file.get("name");
            text.append(" <file name=\"").append(file.get("name")).append("\">\n  <parents>\n");
            dids.withAllAbove(did).stream()
                    .filter(parent -> !parent.equals(did))
                    .forEach(parent -> text.append("   <did>").append(parent).append("</did>\n"));
            text.append("  </parents>\n  <identity>").append(did).append("</identity>\n");
            text.append("  <hash type=\"adler32\">").append(file.get("adler32")).append("</hash>\n");
            text.append("  <size>").append(file.get("bytes")).append("</size>\n");
            int[] priority = {0};
            ((Map<?, ?>) file.getOrDefault("pfns", Map.of()))
                    .forEach((pfn, replica) -> text.append("  <url location=\"" + ((Map<?, ?>) replica).get("rse"))
                            .append("\" domain=\"wan\" priority=\"" + ++priority[0] + "\" client_extract=\"false\">"
                                    + pfn)
                            .append("</url>\n"));
            text.append(" </file>\n");
        }
        return new Reply(
                200, "application/metalink4+xml", text.append("</metalink>\n").toString(), Map.of());
    }

    private Reply addReplicas(JsonNode body) {
        String rse = body.path("rse").asText();
        if (!rses.has(rse)) {
            return error(404, "RSENotFound", "RSE does not exist");
        }
        if (body.path("files").size() > FakeRucio.CAP) {
            return error(500, "InvalidObject", "Problem validating the request: too many items");
        }
        for (JsonNode file : body.path("files")) {
            String did = did(file);
            dids.file(did, file.path("bytes").asLong(), file.path("adler32").asText())
                    .replicas
                    .add(rse);
        }
        return Reply.of(201, "Created");
    }

    private Reply listReplicas(JsonNode body, Function<List<Map<String, Object>>, Reply> form) {
        if (body.path("dids").size() > FakeRucio.CAP) {
            return error(400, "InvalidObject", "Problem validating dids: too many items");
        }
        for (JsonNode did : body.path("dids")) {
            if (poison.contains(did(did))) {
                return error(400, "InvalidObject", "Problem validating dids: does not match");
            }
        }
        List<String> allowed = rses.names();
        if (body.has("rse_expression")) {
            allowed = rses.resolve(body.path("rse_expression").asText());
            if (allowed.isEmpty()) {
                return error(500, "InvalidRSEExpression", "RSE Expression resulted in an empty set.");
            }
        }
        Set<String> files = new TreeSet<>();
        body.path("dids").forEach(node -> dids.expand(did(node), files));
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String file : files) {
            lines.add(replicaLine(file, dids.get(file), allowed));
        }
        return form.apply(lines);
    }

    private Map<String, Object> replicaLine(String did, FakeDids.Entry entry, List<String> allowed) {
        Map<String, Object> pfns = new LinkedHashMap<>();
        Map<String, Object> states = new LinkedHashMap<>();
        for (String rse : entry.replicas) {
            if (allowed.contains(rse) && !entry.bad.contains(rse)) {
                String type = rses.type(rse);
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
}
