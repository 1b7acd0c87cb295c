package org.muster.allocator.ledger.rows;

/** What a jobscript used; all zero until it is reported. */
public record Usage(double realSeconds, double userSeconds, double sysSeconds, long maxRssBytes) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);
}
