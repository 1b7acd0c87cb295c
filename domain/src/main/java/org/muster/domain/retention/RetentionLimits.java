package org.muster.domain.retention;

import org.muster.domain.limit.Range;

/** What may be configured of how long rows stay in a database. */
public final class RetentionLimits {
    /** Nothing younger leaves: whatever a campaign's people still talk about is a month old at most. */
    public static final Range KEEP_DAYS = new Range(31, 36_500);

    /** What an archive leaves free on its disk, in bytes: others write there too. */
    public static final long SPARE_BYTES = 1_000_000_000L;

    private RetentionLimits() {}
}
