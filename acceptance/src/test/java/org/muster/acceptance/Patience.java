package org.muster.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** Waits for something that other processes do, for a bounded time, and says what it waited for when it does not happen. */
final class Patience {
    private static final Duration STEP = Duration.ofMillis(250);

    private Patience() {}

    static <T> T await(String what, Duration limit, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + limit.toNanos();
        String lastOutage = "";
        while (System.nanoTime() < end) {
            try {
                Optional<T> seen = look.get();
                if (seen.isPresent()) {
                    return seen.get();
                }
            } catch (ExternalSystemUnavailable e) {
                // Parts of the platform are killed on purpose; what counts is that they come back in time.
                lastOutage = "; last outage: " + e.getMessage();
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        throw new AssertionError("waited " + limit.toSeconds() + " s for " + what + lastOutage);
    }

    static void until(String what, Duration limit, Supplier<Boolean> holds) {
        await(what, limit, () -> holds.get() ? Optional.of(true) : Optional.empty());
    }
}
