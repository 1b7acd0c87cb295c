package org.muster.protocol.platform;

import java.util.List;

/**
 * What one round through all datasets found.
 *
 * @param files outputs that were compared
 * @param whole whether {@code found} is everything; false if there was more than one report holds
 */
public record ReconciliationReport(int datasets, long files, boolean whole, List<Discrepancy> found) implements Found {
    public static final String KIND = "repairs";

    /** Discrepancies in one report, and repairs on one list. */
    public static final int MAX_DISCREPANCIES = 10_000;

    public ReconciliationReport {
        found = List.copyOf(found);
        if (found.size() > MAX_DISCREPANCIES) {
            throw new IllegalArgumentException("at most " + MAX_DISCREPANCIES + " discrepancies in one report");
        }
    }

    @Override
    public String proposalKind() {
        return KIND;
    }
}
