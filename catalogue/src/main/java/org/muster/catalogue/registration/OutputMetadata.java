package org.muster.catalogue.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.Json;

/** The metadata of one output: what its job says of it, and where it comes from. */
public final class OutputMetadata {
    /** Of a file that no storage has any more. */
    public static final String LOST = "lost";
    /** Of a file that people did not want in the dataset it was made for. */
    public static final String REJECTED = "rejected";

    private static final String CONFIRMED = "confirmed";

    static final String REFUSED = "muster.metadata_refused";
    private static final int MAX_REASON = 500;

    private OutputMetadata() {}

    static ObjectNode of(MetadataKeys keys, OutputToRegister output) {
        ObjectNode metadata = Json.mapper().createObjectNode();
        if (output.metadata() != null && output.metadata().isObject()) {
            output.metadata().properties().forEach(entry -> metadata.set(key(entry.getKey()), entry.getValue()));
        }
        metadata.set(keys.workflow(), origin(output, metadata.path(keys.workflow())));
        metadata.put(keys.status(), CONFIRMED);
        return metadata;
    }

    /** For an output whose own metadata MetaCat does not take: the file counts, and the reason is kept with it. */
    static ObjectNode withoutJobs(MetadataKeys keys, OutputToRegister output, String reason) {
        ObjectNode metadata = Json.mapper().createObjectNode();
        metadata.set(keys.workflow(), origin(output, Json.mapper().createObjectNode()));
        metadata.put(keys.status(), CONFIRMED);
        return metadata.put(REFUSED, plain(reason));
    }

    /** Why a file has not the metadata that its job wrote; empty if it has them. */
    public static Optional<String> refusal(JsonNode metadata) {
        return metadata.has(REFUSED) ? Optional.of(metadata.path(REFUSED).asText()) : Optional.empty();
    }

    /** Of files that are declared and whose metadata are refused even by themselves; only numbers of ours are sure to pass. */
    static ObjectNode refused(MetadataKeys keys, JsonNode origin, String reason) {
        ObjectNode metadata = Json.mapper().createObjectNode();
        ObjectNode ours = metadata.putObject(keys.workflow());
        origin.properties().stream()
                .filter(entry -> entry.getValue().isNumber())
                .forEach(entry -> ours.set(entry.getKey(), entry.getValue()));
        return metadata.put(keys.status(), CONFIRMED).put(REFUSED, plain(reason));
    }

    /** MetaCat's bulk load stumbles over quotes, backslashes and control characters. */
    private static String plain(String reason) {
        String plain = reason.replaceAll("[^A-Za-z0-9 .,:;_/()-]+", " ");
        return plain.substring(0, Math.min(plain.length(), MAX_REASON));
    }

    /**
     * Whether MetaCat's bulk load keeps them as they are: it stumbles over quotes, backslashes and control characters, and turns
     * every letter outside ASCII into others without a word.
     */
    static boolean survivesBulk(JsonNode metadata) {
        return metadata.isObject()
                ? metadata.properties().stream()
                        .allMatch(entry -> survivesBulk(entry.getKey()) && survivesBulk(entry.getValue()))
                : metadata.isTextual() ? survivesBulk(metadata.textValue()) : allSurvive(metadata);
    }

    private static boolean allSurvive(JsonNode list) {
        for (JsonNode element : list) {
            if (!survivesBulk(element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean survivesBulk(String text) {
        return text.chars().allMatch(letter -> letter >= ' ' && letter <= '~' && letter != '\\' && letter != '"');
    }

    /** Numbers by their value: 1 and 1.0 are the same to a catalogue. */
    static boolean keeps(JsonNode kept, JsonNode wanted) {
        return wanted.properties().stream()
                .allMatch(entry -> entry.getValue().equals(OutputMetadata::byValue, kept.path(entry.getKey())));
    }

    private static int byValue(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static ObjectNode origin(OutputToRegister output, JsonNode told) {
        ObjectNode origin = told instanceof ObjectNode given
                ? given.deepCopy()
                : Json.mapper().createObjectNode();
        origin.put("workflow_id", output.stage().workflow().number());
        origin.put("stage_id", output.stage().stage());
        origin.put("pattern_id", output.patternId());
        origin.put("user", output.owner());
        origin.put("job_id", output.job().value());
        origin.put("site_name", output.site().value());
        output.campaign().ifPresent(name -> origin.put("campaign", name));
        return origin;
    }

    /** MetaCat takes no key without a dot, and those of justIN's jobs are in lower case. */
    private static String key(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        return lower.contains(".") ? lower : "job." + lower;
    }
}
