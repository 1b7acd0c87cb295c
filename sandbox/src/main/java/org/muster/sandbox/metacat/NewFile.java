package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.sandbox.metacat.mql.QualifiedName;

/** A file to be declared, after the checks that need no database. */
record NewFile(String fid, QualifiedName name, long size, String checksums, String metadata, List<FileSpec> parents) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FID_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int FID_LENGTH = 16;
    private static final Map<String, Integer> CHECKSUM_LENGTHS = Map.of("adler32", 8, "md5", 32, "sha256", 64);
    private static final Pattern VARIABLE = Pattern.compile("\\$(clock|uuid|fid)(\\d*)");

    /** Adds to {@code problems} and returns nothing if the file can not be declared. */
    static Optional<NewFile> of(JsonNode file, int index, Optional<String> defaultNamespace, List<Object> problems) {
        String fid = MetaCatJson.text(file, "fid").orElseGet(NewFile::randomFid);
        List<Object> reasons = new ArrayList<>();
        Optional<QualifiedName> name = name(file, fid, defaultNamespace, reasons);
        Optional<JsonNode> size = MetaCatJson.optional(file, "size");
        if (size.isEmpty()) {
            reasons.add("Missing file size");
        }
        JsonNode metadata = MetaCatJson.optional(file, "metadata")
                .orElseThrow(() -> MetaCatError.text(500, "KeyError: 'metadata'"));
        if (!reasons.isEmpty() || name.isEmpty() || size.isEmpty()) {
            problems.add(problem(index, String.valueOf(reasons.get(0)), file));
            return Optional.empty();
        }
        MetaCatCall.checked("namespace", name.get().namespace());
        MetaCatCall.checked("name", name.get().name());
        JsonNode checksums = MetaCatJson.optional(file, "checksums").orElseGet(() -> MetaCatJson.read("{}"));
        List<Object> wrongKeys = withoutCategory(metadata);
        if (!wrongKeys.isEmpty()) {
            problems.add(problem(index, "Metadata category validation errors", file, wrongKeys));
            return Optional.empty();
        }
        List<Object> wrongChecksums = wrongChecksums(checksums);
        if (!wrongChecksums.isEmpty()) {
            problems.add(problem(index, "Metadata checksum validation errors", file, wrongChecksums));
            return Optional.empty();
        }
        List<FileSpec> parents = FileSpec.of(file.path("parents"));
        return Optional.of(
                new NewFile(fid, name.get(), size.get().asLong(), checksums.toString(), metadata.toString(), parents));
    }

    static Map<String, Object> problem(int index, String message, JsonNode file) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("index", index);
        problem.put("message", message);
        problem.put("fid", MetaCatJson.text(file, "fid").orElse(null));
        return problem;
    }

    static Map<String, Object> problem(int index, String message, JsonNode file, List<Object> details) {
        Map<String, Object> problem = problem(index, message, file);
        problem.put("metadata_errors", details);
        return problem;
    }

    static List<Object> withoutCategory(JsonNode metadata) {
        List<Object> wrong = new ArrayList<>();
        metadata.properties().forEach(entry -> {
            if (entry.getKey().indexOf('.') < 0) {
                wrong.add(reason(entry.getKey(), "Parameter name without a category", entry.getValue()));
            }
        });
        return wrong;
    }

    static List<Object> wrongChecksums(JsonNode checksums) {
        List<Object> wrong = new ArrayList<>();
        checksums.properties().forEach(entry -> {
            String value = entry.getValue().asText();
            int length = CHECKSUM_LENGTHS.getOrDefault(entry.getKey(), value.length());
            if (value.length() != length) {
                wrong.add(reason(
                        entry.getKey(),
                        String.format(Locale.ROOT, "value is wrong length %d should be %d", value.length(), length),
                        entry.getValue()));
            } else {
                value.chars()
                        .filter(c -> "0123456789abcdef".indexOf(c) < 0)
                        .findFirst()
                        .ifPresent(c -> wrong.add(
                                reason(entry.getKey(), "contains invalid digit " + (char) c, entry.getValue())));
            }
        });
        return wrong;
    }

    private static Map<String, Object> reason(String name, String reason, JsonNode value) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", name);
        detail.put("reason", reason);
        detail.put("value", value);
        return detail;
    }

    private static Optional<QualifiedName> name(
            JsonNode file, String fid, Optional<String> defaultNamespace, List<Object> reasons) {
        Optional<String> did = MetaCatJson.text(file, "did");
        if (did.isPresent()) {
            return Optional.of(MetaCatCall.did(did.get()));
        }
        Optional<String> namespace = MetaCatJson.text(file, "namespace").or(() -> defaultNamespace);
        Optional<String> name = MetaCatJson.text(file, "name")
                .or(() -> MetaCatJson.text(file, "auto_name").map(pattern -> generated(pattern, fid)));
        if (namespace.isEmpty()) {
            reasons.add("Missing namespace");
        }
        if (name.isEmpty()) {
            reasons.add("Missing name and auto_name");
        }
        return namespace.flatMap(space -> name.map(text -> new QualifiedName(space, text)));
    }

    /** Fills in {@code $clock3}, {@code $uuid8}, {@code $fid} and their like. */
    private static String generated(String pattern, String fid) {
        String uuid = UUID.randomUUID().toString().replace("-", "");
        Matcher variable = VARIABLE.matcher(pattern);
        return variable.replaceAll(found -> switch (found.group(1)) {
            case "fid" -> fid;
            case "uuid" ->
                found.group(2).isEmpty()
                        ? uuid
                        : uuid.substring(0, Math.min(uuid.length(), Integer.parseInt(found.group(2))));
            default -> clock(found.group(2).isEmpty() ? 0 : Integer.parseInt(found.group(2)));
        });
    }

    private static String clock(int fraction) {
        Instant now = Instant.now();
        String nanos = String.format(Locale.ROOT, "%09d", now.getNano());
        return now.getEpochSecond() + nanos.substring(0, Math.min(nanos.length(), fraction));
    }

    private static String randomFid() {
        StringBuilder fid = new StringBuilder(FID_LENGTH);
        for (int i = 0; i < FID_LENGTH; i++) {
            fid.append(FID_SIGNS.charAt(RANDOM.nextInt(FID_SIGNS.length())));
        }
        return fid.toString();
    }
}
