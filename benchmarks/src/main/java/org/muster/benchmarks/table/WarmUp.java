package org.muster.benchmarks.table;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.muster.benchmarks.figures.Figures;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.FinderLoad;
import org.muster.benchmarks.load.JobPool;
import org.muster.benchmarks.load.KeepAlive;
import org.muster.benchmarks.load.LoadTally;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.load.PilotLoad;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Postgres;
import org.muster.domain.workflow.StageRef;

/**
 * Load before what is measured, until the JVM's compiler has little to do: it is part of a cold start and not of what a file
 * costs, and an allocator runs for weeks. The files are those of a workflow of its own, so that a small grid is not used up.
 */
final class WarmUp {
    /** The compiler's share of the CPU, from which on an allocator is as it is after days. */
    private static final double WARM = 0.03;

    private static final int MAX_RUNS = 15;
    private static final int JOBS = 1000;
    private static final int WORKFLOW = 999_999;
    private static final int COUNTERS = 30_000;
    private static final int FILES = 400_000;
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Of one run: long enough for the share to mean something. */
    static final Duration RUN = Duration.ofSeconds(2);

    private final Allocator allocator;
    private final Postgres postgres;

    WarmUp(Allocator allocator, Postgres postgres) {
        this.allocator = allocator;
        this.postgres = postgres;
    }

    /** Repeats it until the compiler has ended, or {@value #MAX_RUNS} times. */
    void until(Runnable run) {
        until(() -> {
            run.run();
            return true;
        });
    }

    /** @param run answers whether there is anything left to do it with */
    private void until(Supplier<Boolean> run) {
        double compiling = 1;
        boolean left = true;
        for (int runs = 0; left && compiling > WARM && runs < MAX_RUNS; runs++) {
            Cpu cpu = new Cpu(allocator, postgres);
            left = run.get();
            compiling = cpu.compilerMillis() / cpu.millis();
        }
    }

    /** Jobs of the warm-up's own workflow; what the first second of an allocator just started can do is a figure. */
    List<PilotJob> jobs(GridShape shape, int connections, Figures figures, String size) throws IOException {
        StageRef stage = StageRef.of(WORKFLOW, 1);
        allocator.control().open(shape.order(WORKFLOW));
        allocator.control().counters(stage, COUNTERS);
        List<PilotJob> jobs;
        try (KeepAlive connection = new KeepAlive(allocator.port())) {
            jobs = new JobPool(stage, "warm" + shape.files(), allocator).start(JOBS, connection);
        }
        PilotLoad load = new PilotLoad(allocator.port(), connections, FIRST, COUNTERS);
        double cold = load.getFiles(jobs).perSecond(PilotLoad.FILES);
        figures.add("get_file/s in the first second, cold" + size, "", "%.0f", cold);
        FinderLoad intake = new FinderLoad(allocator.control(), stage);
        intake.names(FILES);
        intake.replicas();
        return jobs;
    }

    void files(List<PilotJob> jobs, int connections) {
        PilotLoad load = new PilotLoad(allocator.port(), connections, RUN, FILES);
        until(() -> left(load.getFiles(jobs)));
    }

    void filesAt(double perSecond, List<PilotJob> jobs, int connections) {
        PilotLoad load = new PilotLoad(allocator.port(), connections, RUN, FILES);
        until(() -> left(load.getFilesAt(perSecond, jobs)));
    }

    private static boolean left(LoadTally tally) {
        return tally.of(PilotLoad.NO_FILE) == 0;
    }
}
