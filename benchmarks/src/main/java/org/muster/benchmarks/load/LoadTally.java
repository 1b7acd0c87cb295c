package org.muster.benchmarks.load;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one connection, or all of them together, saw. Not for two threads at once. */
public final class LoadTally {
    /** One percent. With a digit more 256 histograms are 50 MB, which the driver's collector copies in the middle of a run. */
    private static final int DIGITS = 2;

    private final Histogram nanos = new Histogram(DIGITS);
    private final Map<String, Long> counts = new TreeMap<>();
    private long lastedNanos;

    void took(long latencyNanos) {
        nanos.recordValue(Math.max(0, latencyNanos));
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** From the first request to the last answer. */
    void lasted(long time) {
        lastedNanos = time;
    }

    void add(LoadTally other) {
        lastedNanos = Math.max(lastedNanos, other.lastedNanos);
        nanos.add(other.nanos);
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    public long otherThan(String what) {
        return counts.values().stream().mapToLong(Long::longValue).sum() - of(what);
    }

    /** What was counted apart from these. */
    public Map<String, Long> except(Set<String> known) {
        Map<String, Long> others = new TreeMap<>(counts);
        others.keySet().removeAll(known);
        return others;
    }

    public double seconds() {
        return lastedNanos / 1e9;
    }

    public double perSecond(String what) {
        return of(what) * 1e9 / lastedNanos;
    }

    public double percentileMillis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public String toString() {
        return counts
                + String.format(Locale.ROOT, " p50 %.2f ms p99 %.2f ms", percentileMillis(50), percentileMillis(99));
    }
}
