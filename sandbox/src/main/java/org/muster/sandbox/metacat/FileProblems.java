package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What is wrong with the description of a file, in the form and the words that clients of MetaCat read. */
final class FileProblems {

    private static final Map<String, Integer> CHECKSUM_LENGTHS = Map.of("adler32", 8, "md5", 32, "sha256", 64);

    private FileProblems() {}

    /**
     * Refuses a list of files for one kind of mistake. MetaCat looks at all files for one kind before it looks for the
     * next, so an answer never holds two kinds.
     */
    static void refuseAny(JsonNode files, String message, Function<JsonNode, List<Object>> check) {
        List<Object> problems = new ArrayList<>();
        int index = 0;
        for (JsonNode file : files) {
            List<Object> reasons = check.apply(file);
            if (!reasons.isEmpty()) {
                Map<String, Object> problem = problem(index, message);
                problem.put("metadata_errors", reasons);
                problems.add(problem);
            }
            index++;
        }
        if (!problems.isEmpty()) {
            throw MetaCatRefusal.json(488, Map.of("metadata_errors", problems));
        }
    }

    static Map<String, Object> problem(int index, String message) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("index", index);
        problem.put("message", message);
        return problem;
    }

    static Map<String, Object> problem(int index, String message, JsonNode file) {
        Map<String, Object> problem = problem(index, message);
        problem.put("fid", MetaCatJson.text(file, "fid").orElse(null));
        return problem;
    }

    static List<Object> withoutCategory(JsonNode metadata) {
        List<Object> wrong = new ArrayList<>();
        metadata.properties().forEach(entry -> {
            if (entry.getKey().indexOf('.') < 0) {
                Map<String, Object> reason = reason(entry.getKey(), "Parameter name without a category");
                reason.put("value", entry.getValue());
                wrong.add(reason);
            }
        });
        return wrong;
    }

    /** A wrong length is told once, a wrong digit as often as one is met. */
    static List<Object> wrongChecksums(JsonNode checksums) {
        List<Object> wrong = new ArrayList<>();
        checksums.properties().forEach(entry -> {
            String type = entry.getKey().toLowerCase(Locale.ROOT);
            String name = "checksum " + type;
            String value = entry.getValue().asText();
            int length = CHECKSUM_LENGTHS.getOrDefault(type, value.length());
            if (value.length() != length) {
                String text =
                        String.format(Locale.ROOT, "value is wrong length %d should be %d", value.length(), length);
                wrong.add(reason(name, text));
            }
            value.chars()
                    .filter(c -> "0123456789abcdef".indexOf(c) < 0)
                    .forEach(c -> wrong.add(reason(name, "contains invalid digit " + (char) c)));
        });
        return wrong;
    }

    private static Map<String, Object> reason(String name, String text) {
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("name", name);
        reason.put("reason", text);
        return reason;
    }
}
