package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;

/** JSON as MetaCat reads and writes it: bodies whatever their type says, times as Unix seconds. */
final class MetaCatJson {

    private MetaCatJson() {}

    static String write(Object value) {
        return Json.text(value);
    }

    static JsonNode read(String text) {
        try {
            JsonNode node = Json.trees().readTree(text);
            if (node == null || node.isMissingNode()) {
                throw MetaCatRefusal.text(400, "a JSON body is needed");
            }
            return node;
        } catch (IOException e) {
            throw MetaCatRefusal.text(400, "the body is no JSON");
        }
    }

    static Optional<JsonNode> optional(JsonNode object, String key) {
        JsonNode value = object.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    static Optional<String> text(JsonNode object, String key) {
        return optional(object, key).map(JsonNode::asText);
    }

    static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    static @Nullable Double seconds(@Nullable OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        Instant instant = time.toInstant();
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
