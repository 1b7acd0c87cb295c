package org.muster.webapp.plans;

/**
 * A range of a sample's counters that one workflow does: those after the first {@code skip}, and of them {@code limit}.
 *
 * @param limit {@link #TO_THE_END} for all that are left
 */
public record Slice(long skip, long limit) {
    public static final long TO_THE_END = -1;

    public Slice {
        if (skip < 0 || limit < TO_THE_END || limit == 0) {
            throw new IllegalArgumentException("no slice: skip " + skip + ", limit " + limit);
        }
    }

    /** Counters of the total that come after this slice. */
    public long remaining(long total) {
        return limit == TO_THE_END ? 0 : total - (skip + limit);
    }

    public Slice next(long nextLimit) {
        if (limit == TO_THE_END) {
            throw new IllegalStateException("nothing comes after the end");
        }
        return new Slice(skip + limit, nextLimit);
    }
}
