package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.text.Absent;

/**
 * What a sample was frozen to. All its slices are ranges of this one list, whatever the catalogues say later.
 *
 * @param frozenAt when the catalogues were asked
 * @param bytes of all files
 * @param events of all files; empty unless the metadata of each one say so
 * @param digest of the list, as {@link org.muster.domain.data.FileListDigest} makes it
 * @param note what people should know of it, such as that the catalogue may find other files by now, or files that were skipped
 */
public record SampleManifest(
        Instant frozenAt, long files, long bytes, Optional<Long> events, String digest, Optional<String> note) {
    public SampleManifest {
        note = Absent.ifEmpty(note).map(text -> text.substring(0, Math.min(text.length(), InputManifest.MAX_NOTE)));
        if (files < 1 || bytes < 0) {
            throw new IllegalArgumentException("a manifest has a file at least");
        }
    }
}
