package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.domain.text.Absent;

/**
 * What an input query found at one time. From then on the workflow's list of inputs is what the allocator holds, whatever the
 * catalogue says later; the digest lets anybody check that a list is this one.
 *
 * @param mql the query as it was asked
 * @param pass numbers the findings of a workflow whose inputs grow, from 1
 * @param status whether more are to follow
 * @param digest SHA-256, in hex, of one line {@code scope:name size} for each file, in the order of their bytes, each ended by a
 *     line feed
 * @param note what people should know of it, such as files that were skipped
 */
public record InputManifest(
        String mql,
        Instant foundAt,
        int pass,
        Status status,
        long files,
        long bytes,
        String digest,
        Optional<String> note) {
    public static final int MAX_NOTE = 2_000;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Whether the list may still grow. */
    public enum Status {
        GROWING,
        FROZEN
    }

    /** Nothing to note. */
    public InputManifest(String mql, Instant foundAt, int pass, Status status, long files, long bytes, String digest) {
        this(mql, foundAt, pass, status, files, bytes, digest, Optional.empty());
    }

    public InputManifest {
        note = Absent.ifEmpty(note).map(text -> text.substring(0, Math.min(text.length(), MAX_NOTE)));
        if (pass < 1 || files < 0 || bytes < 0 || !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "a manifest counts from 1, holds no less than nothing, and has a digest");
        }
    }
}
