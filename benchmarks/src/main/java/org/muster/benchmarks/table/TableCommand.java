package org.muster.benchmarks.table;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.muster.benchmarks.figures.Figures;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.processes.ChosenPostgres;
import org.muster.benchmarks.processes.Machine;
import org.muster.benchmarks.processes.MeasuredProgram;
import org.muster.benchmarks.processes.Postgres;
import org.muster.benchmarks.processes.TokenIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures everything once for each size of grid and prints the table. */
@Command(
        name = "table",
        description = "Measures and prints the figures beside the aims.",
        mixinStandardHelpOptions = true)
final class TableCommand implements Callable<Integer> {
    private static final int FILES_PER_JOB = 100_000;
    private static final int RANKED_STAGES = 2000;
    private static final int BESIDE_STRANGERS = 1_000_000;

    /** Of few files a stage the mean distance costs more: there is no RSE with ten of them. */
    private static final List<Integer> RANKED_FILES = List.of(200_000, 1_000_000);

    @Option(
            names = "--files",
            split = ",",
            description = "Sizes of grids, in files (default: ${DEFAULT-VALUE}).",
            defaultValue = "10000,1000000,10000000")
    private List<Integer> files = List.of();

    @Option(
            names = "--stages",
            description = "Stages that the files are spread over (default: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int stages;

    @Option(names = "--seconds", description = "Of each run (default: ${DEFAULT-VALUE}).", defaultValue = "10")
    private int seconds;

    @Option(
            names = "--connections",
            description = "Pilots that ask at the same time, each over a connection of its own "
                    + "(default: ${DEFAULT-VALUE}).",
            defaultValue = "256")
    private int connections;

    @Option(names = "--runs", description = "Of each measurement (default: ${DEFAULT-VALUE}).", defaultValue = "3")
    private int runs;

    @Option(
            names = "--only",
            split = ",",
            description = "Any of start, files, pace, lives, ranks, intake, strangers, baseline (default: all).")
    private List<Measurement> only = List.of(Measurement.values());

    @Option(names = "--heap", description = "Of the allocator (default: ${DEFAULT-VALUE}).", defaultValue = "2g")
    private String heap = "";

    @Mixin
    private ChosenPostgres chosen = new ChosenPostgres();

    @Mixin
    private MeasuredProgram subject = new MeasuredProgram();

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(subject.work());
        Figures figures = new Figures();
        String begin = Machine.describe();
        try (Postgres postgres = Postgres.start(subject.work(), chosen.programs());
                TokenIssuer issuer = new TokenIssuer()) {
            postgres.settle();
            Bench.Plan plan = new Bench.Plan(
                    subject.jar(),
                    heap,
                    subject.work(),
                    runs,
                    Duration.ofSeconds(seconds),
                    connections,
                    List.copyOf(only));
            for (int size : files) {
                System.err.println(size + " files in " + stages + " stages");
                new Bench(postgres, issuer, plan, figures)
                        .measure(new GridShape(Math.min(stages, size), size, FILES_PER_JOB));
            }
            if (only.contains(Measurement.RANKS)) {
                for (int size : RANKED_FILES) {
                    System.err.printf(Locale.ROOT, "ranks of %,d stages, %,d files%n", RANKED_STAGES, size);
                    new Bench(postgres, issuer, plan, figures).ranks(new GridShape(RANKED_STAGES, size, FILES_PER_JOB));
                }
            }
            if (only.contains(Measurement.STRANGERS)) {
                System.err.println("strangers");
                new Bench(postgres, issuer, plan, figures)
                        .strangers(new GridShape(stages, BESIDE_STRANGERS, FILES_PER_JOB));
            }
        }
        if (files.size() > 1 && only.contains(Measurement.FILES)) {
            figures.add(
                    "rate at " + files.get(files.size() - 1) + " files over rate at " + files.get(0),
                    "0.8",
                    "%.2f",
                    figures.median(Bench.rate(files.get(files.size() - 1))) / figures.median(Bench.rate(files.get(0))));
        }
        System.out.println("Begun on " + begin + "; load at the end " + Machine.load());
        System.out.println();
        System.out.print(figures.markdown());
        return 0;
    }
}
