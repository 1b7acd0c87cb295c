package org.muster.connectors.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.connectors.fake.FakeServer.Reply;

/** How Rucio writes and reads. */
final class RucioReplies {
    private RucioReplies() {}

    static Reply lines(List<?> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(Reply.write(value)).append('\n'));
        return new Reply(200, "application/x-json-stream", text.toString(), Map.of());
    }

    static Reply error(int status, String name, String message) {
        return new Reply(
                status,
                "application/octet-stream",
                Reply.write(Map.of("ExceptionClass", name, "ExceptionMessage", message)),
                Map.of("ExceptionClass", name));
    }

    static Map<String, Object> named(String did) {
        int colon = did.indexOf(':');
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("scope", did.substring(0, colon));
        line.put("name", did.substring(colon + 1));
        return line;
    }

    static String did(JsonNode node) {
        return node.path("scope").asText() + ":" + node.path("name").asText();
    }
}
