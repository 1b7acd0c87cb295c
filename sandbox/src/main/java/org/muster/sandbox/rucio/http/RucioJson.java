package org.muster.sandbox.rucio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.protocol.http.Json;

/** Reading and writing JSON as Rucio does: whatever the content type says, and naming the key that is missing. */
public final class RucioJson {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Duration LONGEST_LIFE = Duration.ofDays(1_000 * 365);
    private static final ObjectReader READER = Json.trees().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** As Python writes numbers that JSON does not have. */
    private static final ObjectWriter WRITER = Json.mapper().writer().without(JsonWriteFeature.WRITE_NAN_AS_STRINGS);

    private RucioJson() {}

    static JsonNode parse(byte[] body) {
        try {
            JsonNode node = READER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw RucioRefusal.valueError("cannot decode json parameter dictionary");
            }
            return node;
        } catch (IOException notJson) {
            throw RucioRefusal.valueError("cannot decode json parameter dictionary");
        }
    }

    public static String write(Object value) {
        return Json.text(WRITER, value);
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
            throw RucioRefusal.typeError("a json dictionary is needed");
        }
        return optional(object, key).orElseThrow(() -> RucioRefusal.keyError(key));
    }

    public static String text(JsonNode object, String key) {
        JsonNode value = required(object, key);
        if (!value.isTextual()) {
            throw RucioRefusal.invalidObject(String.format(Locale.ROOT, "%s is not of type 'string'", value));
        }
        return value.textValue();
    }

    public static Optional<String> optionalText(JsonNode object, String key) {
        return optional(object, key).map(value -> {
            if (value.isContainerNode()) {
                throw RucioRefusal.invalidObject(String.format(Locale.ROOT, "%s is not of type 'string'", value));
            }
            return value.asText();
        });
    }

    /** False if absent. Rucio's clients say true and false also as words and as 1 and 0. */
    public static boolean flag(JsonNode object, String key) {
        return optionalFlag(object, key).orElse(false);
    }

    public static boolean requiredFlag(JsonNode object, String key) {
        required(object, key);
        return flag(object, key);
    }

    public static Optional<Boolean> optionalFlag(JsonNode object, String key) {
        return optional(object, key).map(value -> switch (value.isContainerNode()
                ? ""
                : value.asText().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw RucioRefusal.typeError(String.format(Locale.ROOT, "'%s' must be a boolean type.", key));
        });
    }

    public static long whole(JsonNode object, String key) {
        return whole(required(object, key));
    }

    public static Optional<Long> optionalWhole(JsonNode object, String key) {
        return optional(object, key).map(RucioJson::whole);
    }

    /** A number without a fraction that the database can hold; nothing else is taken for one. */
    private static long whole(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw RucioRefusal.invalidObject(value + " is not of type 'integer'");
        }
        return value.longValue();
    }

    public static int small(JsonNode object, String key) {
        return small(whole(object, key));
    }

    public static Optional<Integer> optionalSmall(JsonNode object, String key) {
        return optionalWhole(object, key).map(RucioJson::small);
    }

    private static int small(long value) {
        if (value != (int) value) {
            throw RucioRefusal.invalidObject(value + " is out of range for type integer");
        }
        return (int) value;
    }

    /** Seconds from now on, neither before this time nor so long that no calendar holds their end. */
    public static Optional<Duration> lifetime(JsonNode object, String key) {
        return optional(object, key).map(value -> {
            boolean fits = value.isNumber() && Math.abs(value.doubleValue()) <= LONGEST_LIFE.toSeconds();
            if (!fits) {
                throw RucioRefusal.invalidObject(value + " is no number of seconds");
            }
            return Duration.ofSeconds(value.longValue());
        });
    }

    public static List<JsonNode> list(JsonNode object, String key) {
        JsonNode value = required(object, key);
        if (!value.isArray()) {
            throw RucioRefusal.invalidObject(String.format(Locale.ROOT, "%s is not of type 'array'", key));
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    public static List<UncheckedDid> dids(JsonNode object, String key) {
        List<JsonNode> items = list(object, key);
        NameRules.requireItems(items.size());
        return items.stream().map(UncheckedDid::of).map(NameRules::checked).toList();
    }
}
