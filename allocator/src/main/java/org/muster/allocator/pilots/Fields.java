package org.muster.allocator.pilots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;

/** The fields of a request's JSON object, each checked as it is read. */
final class Fields {
    /** Characters of a name, an address or a description at most. */
    static final int MAX_TEXT = 1024;

    /** Entries of a list at most. */
    static final int MAX_LIST = 10_000;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final ObjectNode object;

    private Fields(ObjectNode object) {
        this.object = object;
    }

    static Fields parse(byte[] body) throws Malformed {
        try {
            // As a string: from bytes this reader makes a decoder with a buffer of 8 KiB for each body.
            JsonNode node = Json.trees().readTree(new String(body, StandardCharsets.UTF_8));
            if (node instanceof ObjectNode fields) {
                return new Fields(fields);
            }
        } catch (IOException e) {
            throw new Malformed("the body is not JSON");
        }
        throw new Malformed("the body is not a JSON object");
    }

    static Fields of(JsonNode node, String what) throws Malformed {
        if (node instanceof ObjectNode fields) {
            return new Fields(fields);
        }
        throw new Malformed(what + " is not an object");
    }

    ObjectNode object() {
        return object;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A non-empty name without quotes. */
    String name(String field) throws Malformed {
        String text = text(field);
        if (text.isEmpty()) {
            throw new Malformed(field + " is empty");
        }
        return text;
    }

    /** A text without quotes or control characters; may be empty. */
    String text(String field) throws Malformed {
        return checked(object.get(field), field);
    }

    String textOr(String field, String otherwise) throws Malformed {
        return has(field) ? text(field) : otherwise;
    }

    /** Long prose: anything goes, but what no encoding can carry is replaced. */
    String prose(String field, int lastCharacters) {
        JsonNode node = object.get(field);
        String text = node == null || !node.isTextual() ? "" : node.textValue();
        String tail = text.substring(Math.max(0, text.length() - lastCharacters));
        return clean(tail);
    }

    /** Prose in one line: what cannot be shown is a blank. */
    String sentence(String field, int characters) {
        JsonNode node = object.get(field);
        String text = node == null || !node.isTextual() ? "" : node.textValue();
        String clean = clean(text.substring(0, Math.min(text.length(), characters)));
        return CONTROL.matcher(clean).replaceAll(" ").strip();
    }

    int whole(String field) throws Malformed {
        JsonNode node = object.get(field);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new Malformed(field + " is missing or not a whole number");
        }
        return node.intValue();
    }

    boolean flag(String field) throws Malformed {
        JsonNode node = object.get(field);
        if (node == null || !node.isBoolean()) {
            throw new Malformed(field + " is missing or neither true nor false");
        }
        return node.booleanValue();
    }

    int wholeOr(String field, int otherwise) throws Malformed {
        return has(field) ? whole(field) : otherwise;
    }

    /** A whole number from 0. */
    long size(String field) throws Malformed {
        JsonNode node = object.get(field);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new Malformed(field + " is missing or not a whole number from 0");
        }
        return node.longValue();
    }

    long sizeOr(String field, long otherwise) throws Malformed {
        return has(field) ? size(field) : otherwise;
    }

    Optional<Double> number(String field) {
        JsonNode node = object.get(field);
        return node != null && node.isNumber() && Double.isFinite(node.doubleValue()) && node.doubleValue() >= 0
                ? Optional.of(node.doubleValue())
                : Optional.empty();
    }

    List<String> texts(String field) throws Malformed {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : list(field)) {
            texts.add(checked(node, field));
        }
        return texts;
    }

    Iterable<JsonNode> list(String field) throws Malformed {
        JsonNode node = object.get(field);
        if (node == null || !node.isArray()) {
            throw new Malformed(field + " is missing or not a list");
        }
        if (node.size() > MAX_LIST) {
            throw new Malformed(field + " has more than " + MAX_LIST + " entries");
        }
        return node;
    }

    static String checked(@Nullable JsonNode node, String field) throws Malformed {
        if (node == null || !node.isTextual()) {
            throw new Malformed(field + " is missing or not a text");
        }
        String text = node.textValue();
        if (text.length() > MAX_TEXT) {
            throw new Malformed(field + " has more than " + MAX_TEXT + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (forbidden(text.charAt(i))) {
                throw new Malformed(field + " has a quote or a control character");
            }
        }
        return text;
    }

    private static boolean forbidden(int character) {
        return character == '"'
                || character == '\''
                || character == '`'
                || character < 0x20
                || character == 0x7F
                || Character.isSurrogate((char) character);
    }

    private static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }
}
