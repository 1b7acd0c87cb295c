package org.muster.benchmarks.crash;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.muster.benchmarks.processes.MeasuredProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the harness and says what it found. */
@Command(
        name = "crash",
        description =
                "Kills and pauses leading allocators and kills PostgreSQL under load, then audits; exit code 1 if anything is wrong.",
        mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "Decides when (default: a new one, printed).")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--blows", description = "How many (default: ${DEFAULT-VALUE}).", defaultValue = "21")
    private int blows;

    @Option(
            names = "--seconds",
            description = "At most from one blow to the next (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int seconds;

    @Mixin
    private MeasuredProgram subject = new MeasuredProgram();

    @Override
    public Integer call() throws Exception {
        long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        System.err.println("seed " + chosen);
        CrashHarness.Report report = new CrashHarness(new CrashHarness.Plan(
                        chosen, blows, Duration.ofSeconds(seconds), subject.jar(), subject.work()))
                .run();
        System.out.println(report);
        return report.findings().isEmpty() ? 0 : 1;
    }
}
