package org.muster.protocol.control;

import java.time.Duration;
import java.time.Instant;

/**
 * That an input query is asked again and again, because its dataset grows.
 *
 * @param intervalSeconds between two findings
 * @param until the first finding after this is the last
 */
public record Refinding(int intervalSeconds, Instant until) {
    /** Catalogues are not to be asked more often. */
    public static final int MIN_INTERVAL_SECONDS = 60;

    public static final Duration LONGEST = Duration.ofDays(365);

    public Refinding {
        if (intervalSeconds < MIN_INTERVAL_SECONDS) {
            throw new IllegalArgumentException("inputs are found again at most every " + MIN_INTERVAL_SECONDS + " s");
        }
    }
}
