package org.muster.sandbox.rucio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.protocol.http.Json;

/** Reading and writing JSON as Rucio does: whatever the content type says, and naming the key that is missing. */
public final class RucioJson {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectReader READER = Json.trees().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RucioJson() {}

    static JsonNode parse(byte[] body) {
        try {
            JsonNode node = READER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw RucioError.valueError("cannot decode json parameter dictionary");
            }
            return node;
        } catch (IOException notJson) {
            throw RucioError.valueError("cannot decode json parameter dictionary");
        }
    }

    public static String write(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object that we stored ourselves. */
    public static Map<String, Object> readMap(String stored) {
        try {
            return READER.forType(MAP).readValue(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What we stored ourselves. */
    public static JsonNode read(String stored) {
        return parse(stored.getBytes(StandardCharsets.UTF_8));
    }

    public static Object plain(JsonNode node) {
        return Json.mapper().convertValue(node, Object.class);
    }

    public static Optional<JsonNode> optional(JsonNode object, String key) {
        JsonNode value = object.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public static JsonNode required(JsonNode object, String key) {
        if (!object.isObject()) {
            throw RucioError.typeError("a json dictionary is needed");
        }
        return optional(object, key).orElseThrow(() -> RucioError.keyError(key));
    }

    public static String text(JsonNode object, String key) {
        JsonNode value = required(object, key);
        if (!value.isTextual()) {
            throw RucioError.invalidObject(String.format(Locale.ROOT, "%s is not of type 'string'", value));
        }
        return value.textValue();
    }

    public static Optional<String> optionalText(JsonNode object, String key) {
        return optional(object, key).map(JsonNode::asText);
    }

    public static boolean flag(JsonNode object, String key) {
        return optional(object, key).map(JsonNode::asBoolean).orElse(false);
    }

    public static List<JsonNode> list(JsonNode object, String key) {
        JsonNode value = required(object, key);
        if (!value.isArray()) {
            throw RucioError.invalidObject(String.format(Locale.ROOT, "%s is not of type 'array'", key));
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    public static List<Did> dids(JsonNode object, String key) {
        List<JsonNode> items = list(object, key);
        Names.requireItems(items.size());
        return items.stream().map(Did::of).map(Names::checked).toList();
    }
}
