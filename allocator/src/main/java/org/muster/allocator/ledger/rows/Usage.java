package org.muster.allocator.ledger.rows;

/** What a jobscript used. */
public record Usage(double realSeconds, double userSeconds, double sysSeconds, long maxRssBytes) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);
}
