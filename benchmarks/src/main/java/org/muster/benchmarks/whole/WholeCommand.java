package org.muster.benchmarks.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.benchmarks.figures.GoalTable;
import org.muster.benchmarks.processes.Machine;
import org.muster.protocol.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the whole platform and prints the table. */
@Command(
        name = "whole",
        description = {
            "Starts a platform as muster up does, submits, approves, acts as pilots, looks at pages, and audits what came of it; "
                    + "exit code 1 if anything is wrong.",
            "Without options: a hundred workflows of 500 files and 20,000 jobs, a few minutes."
        },
        mixinStandardHelpOptions = true)
public final class WholeCommand implements Callable<Integer> {
    @Option(
            names = "--full",
            description = "The size of the aims: a million files, 250,000 jobs, 1,047 workflows; half an hour.")
    private boolean full;

    @Option(names = "--smoke", description = "A handful of everything, to see that it works.")
    private boolean smoke;

    @Option(names = "--workflows", paramLabel = "N", description = "With many files.")
    private Optional<Integer> workflows = Optional.empty();

    @Option(names = "--files-per-workflow", paramLabel = "N", description = "Of those.")
    private Optional<Integer> filesEach = Optional.empty();

    @Option(names = "--small-workflows", paramLabel = "N", description = "With ten files and no jobs.")
    private Optional<Integer> small = Optional.empty();

    @Option(names = "--jobs", paramLabel = "N", description = "Of one file; a twenty-fifth of them more have ten.")
    private Optional<Integer> jobs = Optional.empty();

    @Option(names = "--people", paramLabel = "N", description = "Who look at pages at once.")
    private Optional<Integer> people = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long people look, and how long nobody does anything afterwards.")
    private Optional<Integer> seconds = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--checkout",
            paramLabel = "DIRECTORY",
            description = "Of the built programs (default: here).",
            defaultValue = ".")
    private Path checkout = Path.of("");

    @Option(
            names = "--work",
            description = "A directory for data and logs (default: ${DEFAULT-VALUE}).",
            defaultValue = "benchmarks/target/work")
    private Path work = Path.of("");

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "As of muster up (default: ${DEFAULT-VALUE}).",
            defaultValue = "21080")
    private int portBase;

    @Override
    public Integer call() throws Exception {
        WholeSize size = size();
        String begin = Machine.describe();
        GoalTable figures = new GoalTable();
        List<String> findings;
        try (WholePlatform platform = WholePlatform.start(MusterCommand.script(checkout), work, portBase)) {
            findings = new WholeBench(platform, size, figures).run();
        }
        System.out.println("Begun on " + begin + "; load at the end " + Machine.load());
        System.out.println();
        System.out.print(figures.markdown());
        System.out.println("findings: " + (findings.isEmpty() ? "none" : String.join("; ", findings)));
        if (json.isPresent()) {
            Files.writeString(
                    json.get(), Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures.rows()));
        }
        return findings.isEmpty() ? 0 : 1;
    }

    private WholeSize size() {
        WholeSize from = full ? WholeSize.FULL : smoke ? WholeSize.SMOKE : WholeSize.MIDDLE;
        Optional<Duration> time = seconds.map(Duration::ofSeconds);
        return new WholeSize(
                workflows.orElse(from.workflows()),
                filesEach.orElse(from.filesEach()),
                small.orElse(from.smallWorkflows()),
                jobs.orElse(from.jobs()),
                people.orElse(from.people()),
                time.orElse(from.looking()),
                time.orElse(from.quiet()));
    }
}
