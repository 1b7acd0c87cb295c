package org.muster.benchmarks.whole;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what others do. */
final class Patient {
    private static final Duration LOOK = Duration.ofMillis(500);

    private Patient() {}

    /** Seconds it took; fails after so long. */
    static double await(String what, Duration limit, BooleanSupplier done) {
        long begin = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new IllegalStateException("not within " + limit + ": " + what);
            }
            sleep(LOOK);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    static void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
