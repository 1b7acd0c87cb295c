package org.muster.allocator.ledger.rows;

import java.util.Locale;

/** How an allocation ended: every one ends in one of those after the first. */
public enum AllocationEnd {
    LIVE,
    /** Recorded and confirmed. */
    POSTED,
    /** Given back, or its job failed. */
    VOIDED,
    /** Its job failed for want of memory. */
    OUT_OF_MEMORY,
    /** Its job stalled. */
    EXPIRED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
