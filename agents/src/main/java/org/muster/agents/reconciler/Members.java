package org.muster.agents.reconciler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.domain.data.Did;

/**
 * The files of a dataset of any size: eight bytes for each name, which in a dataset of any size are as good as the name. So many
 * of them as make a run are kept in memory; every run that is full goes, sorted, to a temporary file that has no name any more
 * and ends with this object.
 */
final class Members {
    /** Names in memory, and in one file. */
    static final int RUN = 1_000_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int run;
    private final List<LongBuffer> written = new ArrayList<>();
    private long[] names = new long[16];
    private int size;

    Members() {
        this(RUN);
    }

    Members(int run) {
        this.run = run;
    }

    void add(Did file) {
        if (size == run) {
            written.add(write(sortedNames()));
            size = 0;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
        }
        names[size++] = name(file);
    }

    /** To be called once, after the last was added. */
    Members sorted() {
        names = sortedNames();
        return this;
    }

    private long[] sortedNames() {
        long[] sorted = Arrays.copyOf(names, size);
        Arrays.sort(sorted);
        return sorted;
    }

    private static LongBuffer write(long[] sorted) {
        try {
            Path file = Files.createTempFile("muster-members", ".run");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                LongBuffer names = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) Long.BYTES * sorted.length)
                        .asLongBuffer();
                names.put(sorted).flip();
                return names;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean lacks(Did file) {
        long name = name(file);
        return Arrays.binarySearch(names, name) < 0 && written.stream().noneMatch(sorted -> has(sorted, name));
    }

    private static boolean has(LongBuffer sorted, long name) {
        int low = 0;
        int high = sorted.limit() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = sorted.get(middle);
            if (found == name) {
                return true;
            }
            if (found < name) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** FNV-1a. */
    private static long name(Did file) {
        long hash = FNV_OFFSET;
        String text = file.toString();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
