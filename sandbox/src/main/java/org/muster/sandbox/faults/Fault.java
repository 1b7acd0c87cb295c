package org.muster.sandbox.faults;

import java.time.Duration;

/**
 * What is wrong, on purpose.
 *
 * @param delay of {@link Kind#SLOW}
 * @param status of {@link Kind#ERROR}
 * @param path only requests whose path contains this; empty for all
 */
public record Fault(Kind kind, Duration delay, int status, String path) {
    /** Longer delays would only tie up threads. */
    static final Duration MAX_DELAY = Duration.ofSeconds(60);

    /** The ways to fail. */
    public enum Kind {
        /** Answers come late. */
        SLOW,
        /** Requests fail with a 5xx and no word of the dialect. */
        ERROR,
        /** Changes are acknowledged and not carried out. */
        LOSS,
        /** Answers break off in the middle. */
        TORN,
        /** Lists lack their last records without a sign. */
        SHORT,
        /** Tokens are not accepted. */
        EXPIRED_TOKEN
    }

    public Fault {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be between 0 and " + MAX_DELAY);
        }
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("status must be 5xx");
        }
    }
}
