package org.muster.agents.reconciler;

import java.util.Arrays;
import org.muster.domain.data.Did;

/** The files of a dataset, kept small: eight bytes for each name, which in a dataset of this size are as good as the name. */
final class Members {
    /** Files of one dataset that are remembered; of a larger one it is not known whether a file is missing in it. */
    static final int MAX_FILES = 1_000_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] names = new long[16];
    private int size;
    private boolean cut;

    void add(Did file) {
        if (size == MAX_FILES) {
            cut = true;
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
        }
        names[size++] = name(file);
    }

    /** To be called once, after the last was added. */
    Members sorted() {
        names = Arrays.copyOf(names, size);
        Arrays.sort(names);
        return this;
    }

    /** Whether the file is certainly not among them. */
    boolean lacks(Did file) {
        return !cut && Arrays.binarySearch(names, name(file)) < 0;
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
