package org.muster.allocator.ledger.rows;

import org.muster.domain.job.ResultLimits;

/** What a jobscript used. */
public record Usage(double realSeconds, double userSeconds, double sysSeconds, long maxRssBytes) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    private static final double MILLIS = 1000;

    /** Whole, so that a sum is the same in whatever order it is added up; none of what no job can have taken. */
    public long realMillis() {
        return realSeconds >= 0 && realSeconds <= ResultLimits.MAX_SECONDS ? (long) Math.rint(realSeconds * MILLIS) : 0;
    }
}
