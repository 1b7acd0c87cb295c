package org.muster.launcher.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When a program that died is started again: after a wait that doubles, and not for ever. */
public final class RestartPolicy {
    /** Deaths within {@link #WINDOW} after which it is left alone: whatever kills it, starting it once more does not help. */
    public static final int MAX_RESTARTS = 5;

    public static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Deque<Instant> deaths = new ArrayDeque<>();

    /** Notes a death; the time of the restart, or nothing if there have been too many. */
    public Optional<Instant> died(Instant now) {
        while (!deaths.isEmpty() && deaths.getFirst().isBefore(now.minus(WINDOW))) {
            deaths.removeFirst();
        }
        deaths.addLast(now);
        if (deaths.size() > MAX_RESTARTS) {
            return Optional.empty();
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << (deaths.size() - 1));
        return Optional.of(now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
    }
}
