package org.muster.domain.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A person's name as the process engine writes it. The engine's columns are narrow and its addresses plain, and names are of any
 * shape: most are taken as they are, the others get a short readable beginning and a digest. Two people never share one: what
 * looks like a digest is digested too.
 */
public final class EngineName {
    /** Characters of a user's name in the engine's tables. */
    private static final int MAX_LENGTH = 64;

    /** What the engine is told to accept as a user's name. */
    public static final String PATTERN = "[\\p{L}\\p{M}\\p{N}_.@+-]{1," + MAX_LENGTH + "}";

    private static final Pattern PLAIN = Pattern.compile(PATTERN);
    private static final String MARK = "--";
    private static final int READABLE = 20;
    private static final int DIGEST_BYTES = 16;

    private EngineName() {}

    public static String of(String person) {
        if (PLAIN.matcher(person).matches() && !person.contains(MARK)) {
            return person;
        }
        String readable = person.replaceAll("[^A-Za-z0-9]", "");
        return readable.substring(0, Math.min(READABLE, readable.length())) + MARK + digest(person);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
