package org.muster.connectors.transport;

import java.time.Duration;

/**
 * Bounds of the traffic to one outside system.
 *
 * @param connect until the connection stands
 * @param answer until the whole answer is here
 * @param stream until the whole of a long list is here
 * @param tries of one call, the first included
 * @param firstPause before the second try; doubles with every further one, each by chance half longer or shorter
 * @param longestPause between two tries
 * @param inFlight calls under way at once, and connections that are kept
 * @param breaker when it is left alone altogether
 */
public record TrafficLimits(
        Duration connect,
        Duration answer,
        Duration stream,
        int tries,
        Duration firstPause,
        Duration longestPause,
        int inFlight,
        Breaker breaker) {
    /** A catalogue server on a small machine needs a second for 1000 replicas and most of a minute for a rule. */
    public static final TrafficLimits DEFAULT = new TrafficLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(120),
            Duration.ofMinutes(30),
            4,
            Duration.ofMillis(250),
            Duration.ofSeconds(10),
            8,
            Breaker.DEFAULT);

    public TrafficLimits {
        if (tries < 1 || inFlight < 1) {
            throw new IllegalArgumentException("at least one try and one call at a time");
        }
    }

    public TrafficLimits(
            Duration connect,
            Duration answer,
            Duration stream,
            int tries,
            Duration firstPause,
            Duration longestPause,
            int inFlight) {
        this(connect, answer, stream, tries, firstPause, longestPause, inFlight, Breaker.DEFAULT);
    }
}
