package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.error;
import static org.muster.connectors.fake.RucioReplies.lines;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;

/** RSEs at their sites; each has one door. */
final class FakeRses {
    private final Map<String, Map<String, String>> rses = new TreeMap<>();

    /** {@code type} is DISK or TAPE. */
    void add(String name, String site, String type) {
        rses.put(name, Map.of("site", site, "type", type));
    }

    boolean has(String name) {
        return rses.containsKey(name);
    }

    List<String> names() {
        return List.copyOf(rses.keySet());
    }

    String type(String name) {
        return Objects.requireNonNull(rses.get(name)).getOrDefault("type", "DISK");
    }

    Reply reply(Request request) {
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

    List<String> resolve(String expression) {
        return rses.entrySet().stream()
                .filter(rse -> expression.equals("*")
                        || rse.getKey().equals(expression)
                        || expression.equals("site=" + rse.getValue().get("site")))
                .map(Map.Entry::getKey)
                .toList();
    }
}
