package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.sandbox.metacat.mql.QualifiedName;

/** A file to be declared, after the checks that need no database. */
record DeclaredFile(
        String fid,
        QualifiedName name,
        long size,
        Optional<String> checksums,
        String metadata,
        List<FileSpec> parents) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FID_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int FID_LENGTH = 16;
    private static final Pattern VARIABLE = Pattern.compile("\\$(clock|uuid|fid)((?<=clock)[369]|(?<=uuid)(?:8|16))?");

    /** Adds to {@code problems} and returns nothing if the file can not be declared. */
    static Optional<DeclaredFile> of(
            JsonNode file, int index, Optional<String> defaultNamespace, List<Object> problems) {
        MetaCatJson.text(file, "namespace").ifPresent(text -> MetaCatCall.checked("namespace", text));
        MetaCatJson.text(file, "name").ifPresent(text -> MetaCatCall.checked("name", text));
        Optional<JsonNode> size = MetaCatJson.optional(file, "size");
        if (size.isEmpty()) {
            problems.add(FileProblems.problem(index, "Missing file size", file));
            return Optional.empty();
        }
        String fid = MetaCatJson.text(file, "fid").orElseGet(DeclaredFile::randomFid);
        Optional<QualifiedName> name = name(file, fid, defaultNamespace, index, problems);
        return name.map(known -> new DeclaredFile(
                fid,
                known,
                size.get().asLong(),
                MetaCatJson.optional(file, "checksums").map(JsonNode::toString),
                file.path("metadata").toString(),
                FileSpec.of(file.path("parents"))));
    }

    /** The name is asked for first, and what names both counts only where there is none. */
    private static Optional<QualifiedName> name(
            JsonNode file, String fid, Optional<String> defaultNamespace, int index, List<Object> problems) {
        Optional<String> name = MetaCatJson.text(file, "name");
        Optional<String> did = MetaCatJson.text(file, "did");
        if (name.isEmpty() && did.isPresent()) {
            return Optional.of(MetaCatCall.did(did.get()));
        }
        Optional<String> given =
                name.or(() -> MetaCatJson.text(file, "auto_name").map(text -> generated(text, fid)));
        Optional<String> namespace = MetaCatJson.text(file, "namespace").or(() -> defaultNamespace);
        if (given.isEmpty()) {
            problems.add(FileProblems.problem(index, "Missing name and auto_name", file));
        } else if (namespace.isEmpty()) {
            problems.add(FileProblems.problem(index, "Missing namespace", file));
        }
        return namespace.flatMap(space -> given.map(
                text -> new QualifiedName(MetaCatCall.checked("namespace", space), MetaCatCall.checked("name", text))));
    }

    /** Fills in {@code $clock3}, {@code $uuid8}, {@code $fid} and their like; a number asks for so many last signs. */
    private static String generated(String pattern, String fid) {
        String uuid = UUID.randomUUID().toString().replace("-", "");
        String clock = String.valueOf(Instant.now().toEpochMilli());
        return VARIABLE.matcher(pattern).replaceAll(found -> switch (found.group(1)) {
            case "fid" -> Matcher.quoteReplacement(fid);
            case "uuid" -> last(uuid, Optional.ofNullable(found.group(2)));
            default -> last(clock, Optional.ofNullable(found.group(2)));
        });
    }

    private static String last(String text, Optional<String> length) {
        return length.map(signs -> text.substring(text.length() - Integer.parseInt(signs)))
                .orElse(text);
    }

    private static String randomFid() {
        StringBuilder fid = new StringBuilder(FID_LENGTH);
        for (int i = 0; i < FID_LENGTH; i++) {
            fid.append(FID_SIGNS.charAt(RANDOM.nextInt(FID_SIGNS.length())));
        }
        return fid.toString();
    }
}
