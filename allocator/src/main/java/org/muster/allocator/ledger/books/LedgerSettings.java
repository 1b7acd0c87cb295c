package org.muster.allocator.ledger.books;

import java.time.Duration;

/**
 * What an operator sets of the ledger.
 *
 * @param instance name in default dataset names
 * @param stallLimit age of the last heartbeat at which a job is taken for dead
 * @param lookAgain between two looks for replicas of a file that was not found
 */
public record LedgerSettings(String instance, Duration stallLimit, Duration lookAgain) {
    /** justIN's. */
    public static final Duration DEFAULT_STALL_LIMIT = Duration.ofMinutes(61);

    public static final Duration DEFAULT_LOOK_AGAIN = Duration.ofHours(1);

    public LedgerSettings(String instance, Duration stallLimit) {
        this(instance, stallLimit, DEFAULT_LOOK_AGAIN);
    }
}
