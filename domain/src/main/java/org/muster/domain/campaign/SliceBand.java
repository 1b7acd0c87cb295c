package org.muster.domain.campaign;

import java.util.Locale;

/** All slices of one band are started before those of the next; within a band the order of the plan counts. */
public enum SliceBand {
    FIRST,
    NORMAL,
    LAST;

    /** The one before it; before the first there is none. */
    public SliceBand forward() {
        return this == LAST ? NORMAL : FIRST;
    }

    /** The one behind it; behind the last there is none. */
    public SliceBand back() {
        return this == FIRST ? NORMAL : LAST;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
