package org.muster.domain.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Lets anybody check that a list of files is a certain one: SHA-256, in hex, of one line {@code scope:name size} for each file, in
 * the order of the list, each ended by a line feed.
 */
public final class FileListDigest {
    private final MessageDigest digest = sha256();

    /** @param bytes size of the file */
    public void add(String did, long bytes) {
        digest.update((did + " " + bytes + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Once only, when all files are added. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
