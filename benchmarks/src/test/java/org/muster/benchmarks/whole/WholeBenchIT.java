package org.muster.benchmarks.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.benchmarks.figures.GoalTable;

/** At smoke length, with the built programs: that nothing is lost or done twice is counted, never how long it took. */
class WholeBenchIT {
    private static final Path CHECKOUT = Path.of("..");
    private static final int PORT_BASE = 23_080;

    /** Without the script, which builds what is older than its sources. */
    private static MusterCommand launcher() {
        return new MusterCommand(
                CHECKOUT,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        CHECKOUT.resolve("launcher/target/launcher-exec.jar")
                                .toAbsolutePath()
                                .toString()));
    }

    @Test
    void everyFileIsProcessedOnceEveryOutputIsRegisteredAndEveryPageIsShown(@TempDir Path work) throws Exception {
        GoalTable figures = new GoalTable();
        List<String> findings;
        try (WholePlatform platform = WholePlatform.start(launcher(), work, PORT_BASE)) {
            findings = new WholeBench(platform, WholeSize.SMOKE, figures).run();
        }
        assertThat(findings).isEmpty();
        assertThat(figures.rows())
                .extracting(GoalTable.Row::what, GoalTable.Row::value)
                .contains(
                        tuple("jobs", (double) WholeSize.SMOKE.jobs() + WholeSize.SMOKE.largeJobs()),
                        tuple(
                                "files processed",
                                WholeSize.SMOKE.jobs()
                                        + (double) WholeSize.SMOKE.largeJobs() * WholeSize.FILES_OF_LARGE_JOB));
    }
}
