package org.muster.benchmarks.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the harness and says what it found. */
@Command(
        name = "crash",
        description = "Kills the allocator under load and audits what is left; exit code 1 if anything is wrong.",
        mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "Decides when (default: a new one, printed).")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--kills", description = "How often (default: ${DEFAULT-VALUE}).", defaultValue = "20")
    private int kills;

    @Option(
            names = "--seconds",
            description = "At most from one kill to the next (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int seconds;

    @Option(
            names = "--allocator",
            description = "The program to kill (default: ${DEFAULT-VALUE}).",
            defaultValue = "allocator/target/allocator-exec.jar")
    private Path allocator = Path.of("");

    @Option(
            names = "--work",
            description = "A directory for data and logs (default: ${DEFAULT-VALUE}).",
            defaultValue = "benchmarks/target/work")
    private Path work = Path.of("");

    @Override
    public Integer call() throws Exception {
        long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        System.err.println("seed " + chosen);
        CrashHarness.Report report = new CrashHarness(new CrashHarness.Plan(
                        chosen,
                        kills,
                        Duration.ofSeconds(seconds),
                        Optional.of(allocator).filter(Files::exists),
                        work))
                .run();
        System.out.println(report);
        return report.findings().isEmpty() ? 0 : 1;
    }
}
