package org.muster.benchmarks.whole;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long calls took, of any thread. */
final class Latencies {
    private static final int DIGITS = 2;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos = new ConcurrentHistogram(DIGITS);

    void time(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        took(System.nanoTime() - begin);
    }

    void took(long latencyNanos) {
        nanos.recordValue(Math.max(0, latencyNanos));
    }

    long count() {
        return nanos.getTotalCount();
    }

    double percentileMillis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
