package org.muster.allocator.pilots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.muster.domain.job.ResultLimits;

/** Metadata of an output within {@link ResultLimits}, which the wrapper job keeps to before it asks. */
final class Metadata {
    private static final String EVENT_COUNT = "core.event_count";
    private static final Pattern KEY = Pattern.compile(ResultLimits.METADATA_KEY);

    /** What catalogues cannot store: U+0000, and half of a pair of surrogates. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("\\x00|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    private Metadata() {}

    private record Inner(JsonNode node, int depth) {}

    static void check(ObjectNode metadata, String output) throws Malformed {
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            String key = entry.getKey();
            if (!KEY.matcher(key).matches() || key.length() > ResultLimits.MAX_METADATA_KEY || unwritable(key)) {
                throw new Malformed("metadata of " + output + ": a key has a category before a dot, as " + EVENT_COUNT
                        + " has, and at most " + ResultLimits.MAX_METADATA_KEY + " characters");
            }
            walk(entry.getValue(), "metadata of " + output + ", key " + key);
        }
        events(metadata, output);
    }

    /** Without recursion, because how deep it goes is what is looked for. The metadata itself is the first level. */
    private static void walk(JsonNode root, String at) throws Malformed {
        Deque<Inner> waiting = new ArrayDeque<>();
        waiting.add(new Inner(root, 2));
        while (!waiting.isEmpty()) {
            Inner inner = waiting.remove();
            JsonNode node = inner.node();
            if (node.isContainerNode() && inner.depth() > ResultLimits.MAX_METADATA_DEPTH) {
                throw new Malformed(at + " is more than " + ResultLimits.MAX_METADATA_DEPTH + " levels deep");
            }
            if ((node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()))
                    || (node.isIntegralNumber() && !node.canConvertToLong())) {
                throw new Malformed(at + " has a number that is too large");
            }
            if (node.isTextual() && unwritable(node.textValue())) {
                throw new Malformed(at + " has a text with U+0000 or half a character");
            }
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (unwritable(entry.getKey())) {
                    throw new Malformed(at + " has a key with U+0000 or half a character");
                }
            }
            for (JsonNode child : node) {
                waiting.add(new Inner(child, inner.depth() + 1));
            }
        }
    }

    private static boolean unwritable(String text) {
        return UNWRITABLE.matcher(text).find();
    }

    static long events(ObjectNode metadata, String output) throws Malformed {
        JsonNode count = metadata.path(EVENT_COUNT);
        if (count.isMissingNode()) {
            return 0;
        }
        double number = count.doubleValue();
        if (!count.isNumber() || number != Math.rint(number) || number < 0 || number > ResultLimits.MAX_EVENTS) {
            throw new Malformed("metadata of " + output + ": " + EVENT_COUNT + " is a whole number from 0 to "
                    + ResultLimits.MAX_EVENTS);
        }
        return count.longValue();
    }
}
