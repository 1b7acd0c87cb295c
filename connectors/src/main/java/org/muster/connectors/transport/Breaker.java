package org.muster.connectors.transport;

import java.time.Duration;

/**
 * When a system that keeps failing is left alone for a while, so that it can recover and nobody waits for it in vain.
 *
 * @param calls the latest ones that are looked at; fewer decide nothing
 * @param failedPercent of them, from which no more calls are made
 * @param pause until it is tried again, first with {@link #PROBES} calls
 */
public record Breaker(int calls, int failedPercent, Duration pause) {
    /** Twelve failed tries are three failed calls. */
    public static final Breaker DEFAULT = new Breaker(12, 60, Duration.ofSeconds(10));

    static final int PROBES = 2;

    public Breaker {
        if (calls < 1 || failedPercent < 1 || failedPercent > 100) {
            throw new IllegalArgumentException("at least one call, and a share of 1 to 100 percent");
        }
    }
}
