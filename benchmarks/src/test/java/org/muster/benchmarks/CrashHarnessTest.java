package org.muster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.benchmarks.crash.CrashHarness;

/** At smoke length, with the real process and the real PostgreSQL. Another seed: {@code -Dcrash.seed=N}. */
class CrashHarnessTest {
    private static final int BLOWS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    @Test
    void nobodyIsToldWhatACrashTakesBack(@TempDir Path work) throws Exception {
        long seed = Long.getLong("crash.seed", 20_261_123);
        CrashHarness.Report report =
                new CrashHarness(new CrashHarness.Plan(seed, BLOWS, BETWEEN, Optional.empty(), work)).run();
        System.out.println("Crashes of the allocator: " + report);
        assertThat(report.findings()).as(report.toString()).isEmpty();
        assertThat(report.processed()).as(report.toString()).isPositive();
        assertThat(report.interruptions()).as("nobody noticed: " + report).isPositive();
    }
}
