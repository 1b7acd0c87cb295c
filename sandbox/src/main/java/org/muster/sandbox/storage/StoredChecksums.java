package org.muster.sandbox.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CheckedInputStream;
import org.springframework.stereotype.Component;

/** Adler-32 of stored files, as grid storages tell it; the last few thousand are remembered. */
@Component
public final class StoredChecksums {

    private static final int MAX_REMEMBERED = 5_000;

    private final Map<Key, String> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    private record Key(Path file, long size, FileTime modified) {}

    /** Eight lower-case hexadecimal digits. */
    public String adler32(Path file) throws IOException {
        Key key = new Key(file, Files.size(file), Files.getLastModifiedTime(file));
        String known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Adler32 adler32 = new Adler32();
        try (InputStream bytes = new CheckedInputStream(Files.newInputStream(file), adler32)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        String checksum = String.format(Locale.ROOT, "%08x", adler32.getValue());
        remembered.put(key, checksum);
        return checksum;
    }
}
