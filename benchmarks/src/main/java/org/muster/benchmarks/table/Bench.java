package org.muster.benchmarks.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.muster.benchmarks.baseline.SkipLocked;
import org.muster.benchmarks.figures.Figures;
import org.muster.benchmarks.grid.GridFiller;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.FinderLoad;
import org.muster.benchmarks.load.JobPool;
import org.muster.benchmarks.load.KeepAlive;
import org.muster.benchmarks.load.LoadTally;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.load.PilotLoad;
import org.muster.benchmarks.load.Ranking;
import org.muster.benchmarks.load.Strangers;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Postgres;
import org.muster.benchmarks.processes.TokenIssuer;
import org.muster.domain.workflow.StageRef;

/** All measurements on one grid, with a database of its own. */
final class Bench {
    private static final int JOBS = 1000;
    private static final int MAX_JOBS_A_SECOND = 4000;

    /** Of a grid's files for all runs at full and at half rate; whole jobs have the rest. */
    private static final double SHARE_OF_FILES = 0.8;

    private static final int ENOUGH_FOR_LIVES = 500_000;
    private static final int RANK_QUESTIONS = 3000;
    private static final int TAKEN_IN = 200_000;
    private static final int SLOW = 2_000;
    private static final int LARGE = 500;
    private static final int CALLERS = 2;
    private static final int CLIENTS = 16;

    private final Postgres postgres;
    private final TokenIssuer issuer;
    private final Plan plan;
    private final Figures figures;

    /** How long, how often, with what. */
    record Plan(
            Optional<Path> allocator,
            String heap,
            Path work,
            int runs,
            Duration time,
            int connections,
            List<Measurement> measurements) {
        /** For one run; with more the grid would be used up before the last. */
        long files(GridShape shape) {
            int kinds = asks(Measurement.PACE) ? 2 : 1;
            return (long) (shape.files() * SHARE_OF_FILES / (runs * kinds));
        }

        boolean asks(Measurement measurement) {
            return measurements.contains(measurement);
        }
    }

    Bench(Postgres postgres, TokenIssuer issuer, Plan plan, Figures figures) {
        this.postgres = postgres;
        this.issuer = issuer;
        this.plan = plan;
        this.figures = figures;
    }

    static String rate(int files) {
        return String.format(Locale.ROOT, "get_file/s, %,d files", files);
    }

    private Allocator.Launch fill(GridShape shape, String database) throws SQLException {
        String url = postgres.database(database);
        Allocator.Launch launch = new Allocator.Launch(
                plan.allocator(), plan.heap(), url, issuer, plan.work().resolve("allocator.log"));
        try (Allocator allocator = launch.start().awaitReady()) {
            allocator.control().inventory(shape.inventory());
            shape.orders().forEach(allocator.control()::open);
        }
        try (Connection connection = postgres.connect(database)) {
            new GridFiller(connection).fill(shape);
        }
        return launch;
    }

    void measure(GridShape shape) throws IOException, SQLException {
        String database = "grid_" + shape.files();
        Allocator.Launch launch = fill(shape, database);
        String size = String.format(Locale.ROOT, ", %,d files", shape.files());
        if (plan.asks(Measurement.START)) {
            starts(launch, size);
        }
        try (Allocator allocator = launch.start().awaitReady()) {
            JobPool pool = new JobPool(shape, "bench" + shape.files(), allocator);
            files(allocator, pool, shape, size);
            if (plan.asks(Measurement.LIVES) && shape.files() >= ENOUGH_FOR_LIVES) {
                lives(allocator, pool, size);
            }
            if (plan.asks(Measurement.INTAKE)) {
                intake(allocator, shape, size);
            }
        }
        if (plan.asks(Measurement.BASELINE)) {
            baseline(shape, size);
        }
        postgres.execute("postgres", "drop database " + database);
    }

    private void starts(Allocator.Launch launch, String size) {
        for (int run = 0; run < plan.runs(); run++) {
            long begin = System.nanoTime();
            try (Allocator allocator = launch.start().awaitReady()) {
                figures.add("ready after restart" + size, "30 s", "%.1f s", (System.nanoTime() - begin) / 1e9);
                figures.add("live heap" + size, "2048 MB", "%.0f MB", allocator.liveHeapBytes() / 1048576.0);
                allocator.kill();
            }
        }
    }

    private void files(Allocator allocator, JobPool pool, GridShape shape, String size) throws IOException {
        if (!plan.asks(Measurement.FILES) && !plan.asks(Measurement.PACE)) {
            return;
        }
        List<PilotJob> jobs;
        try (KeepAlive connection = new KeepAlive(allocator.port())) {
            jobs = pool.start(Math.min(JOBS, shape.files() / 10), connection);
        }
        WarmUp warmUp = new WarmUp(allocator, postgres);
        List<PilotJob> warmUpJobs = warmUp.jobs(shape, plan.connections(), figures, size);
        warmUp.files(warmUpJobs, plan.connections());
        PilotLoad load = new PilotLoad(allocator.port(), plan.connections(), plan.time(), plan.files(shape));
        for (int run = 0; run < plan.runs() && plan.asks(Measurement.FILES); run++) {
            Cpu cpu = new Cpu(allocator, postgres);
            LoadTally tally = load.getFiles(jobs);
            long given = tally.of(PilotLoad.FILES);
            figures.add(rate(shape.files()), "9,000 (20 x the peer)", "%.0f", tally.perSecond(PilotLoad.FILES));
            figures.add("CPU per get_file" + size, "0.15 ms", "%.3f ms", cpu.millis() / given);
            figures.add("- of it PostgreSQL" + size, "", "%.3f ms", cpu.postgresMillis() / given);
            figures.add("- of it the JVM's compiler, not yet done" + size, "", "%.3f ms", cpu.compilerMillis() / given);
            figures.add("- taken by other guests" + size, "", "%.1f %%", cpu.stolenPercent());
            figures.add("p99 at full rate" + size, "", "%.1f ms", tally.percentileMillis(99));
            figures.add("wrong \"no file\"" + size, "0", "%.0f", (double) tally.of(PilotLoad.NO_FILE));
        }
        if (!plan.asks(Measurement.PACE)) {
            return;
        }
        double half = figures.median(rate(shape.files())) / 2;
        warmUp.filesAt(half, warmUpJobs, plan.connections());
        for (int run = 0; run < plan.runs(); run++) {
            Cpu cpu = new Cpu(allocator, postgres);
            LoadTally tally = load.getFilesAt(half, jobs);
            figures.add("p99 at half of that rate" + size, "20 ms", "%.1f ms", tally.percentileMillis(99));
            figures.add("p50 at half of that rate" + size, "", "%.1f ms", tally.percentileMillis(50));
            figures.add("- taken by other guests, half rate" + size, "", "%.1f %%", cpu.stolenPercent());
            figures.add("wrong \"no file\", half rate" + size, "0", "%.0f", (double) tally.of(PilotLoad.NO_FILE));
        }
    }

    private void lives(Allocator allocator, JobPool pool, String size) {
        PilotLoad load = new PilotLoad(allocator.port(), plan.connections(), plan.time(), Long.MAX_VALUE);
        PilotLoad shorter = new PilotLoad(allocator.port(), plan.connections(), WarmUp.RUN, Long.MAX_VALUE);
        new WarmUp(allocator, postgres).until(() -> shorter.lives(registered(pool, WarmUp.RUN)));
        for (int run = 0; run < plan.runs(); run++) {
            ConcurrentLinkedQueue<PilotJob> jobs = registered(pool, plan.time());
            Cpu cpu = new Cpu(allocator, postgres);
            LoadTally tally = load.lives(jobs);
            long lived = tally.of(PilotLoad.JOBS);
            figures.add("whole jobs/s" + size, "1,500", "%.0f", tally.perSecond(PilotLoad.JOBS));
            figures.add("CPU per whole job" + size, "", "%.3f ms", cpu.millis() / lived);
            figures.add("- of it PostgreSQL, whole job" + size, "", "%.3f ms", cpu.postgresMillis() / lived);
            figures.add("- of it the JVM's compiler, whole job" + size, "", "%.3f ms", cpu.compilerMillis() / lived);
            figures.add("- taken by other guests, whole jobs" + size, "", "%.1f %%", cpu.stolenPercent());
            figures.add("wrong \"no file\", whole jobs" + size, "0", "%.0f", (double) tally.of(PilotLoad.NO_FILE));
        }
    }

    private ConcurrentLinkedQueue<PilotJob> registered(JobPool pool, Duration time) {
        return new ConcurrentLinkedQueue<>(pool.register((int) (time.toSeconds() * MAX_JOBS_A_SECOND)));
    }

    /** Several callers at once, each for a stage of its own. */
    private void intake(Allocator allocator, GridShape shape, String size) {
        for (int run = 0; run < plan.runs(); run++) {
            List<FinderLoad> callers = new ArrayList<>();
            for (int caller = 1; caller <= CALLERS; caller++) {
                int workflow = shape.stages() + run * CALLERS + caller;
                allocator.control().open(shape.order(workflow));
                callers.add(new FinderLoad(allocator.control(), StageRef.of(workflow, 1)));
            }
            Cpu cpu = new Cpu(allocator, postgres);
            double names = FinderLoad.atOnce(callers, caller -> caller.names(TAKEN_IN / CALLERS));
            figures.add("names taken in from " + CALLERS + " callers" + size, "50,000 a second", "%.0f/s", names);
            figures.add("CPU per name taken in" + size, "", "%.4f ms", cpu.millis() / TAKEN_IN);
            figures.add("- of it PostgreSQL, name" + size, "", "%.4f ms", cpu.postgresMillis() / TAKEN_IN);
            figures.add("- of it the JVM's compiler, name" + size, "", "%.4f ms", cpu.compilerMillis() / TAKEN_IN);
            figures.add(
                    "two replicas taken in for each" + size,
                    "",
                    "%.0f files/s",
                    FinderLoad.atOnce(callers.subList(0, 1), FinderLoad::replicas));
        }
    }

    private void baseline(GridShape shape, String size) {
        String database = "baseline_" + shape.files();
        postgres.database(database);
        SkipLocked baseline = new SkipLocked(postgres, database, shape);
        baseline.fill();
        for (int run = 0; run < plan.runs(); run++) {
            long begin = System.nanoTime();
            long cpu = postgres.tree().cpuMillis();
            long given = baseline.run(CLIENTS, plan.time(), plan.files(shape));
            figures.add("plain SQL, hand-outs/s" + size, "", "%.0f", given / ((System.nanoTime() - begin) / 1e9));
            figures.add(
                    "plain SQL, CPU of PostgreSQL" + size,
                    "",
                    "%.3f ms",
                    (double) (postgres.tree().cpuMillis() - cpu) / given);
        }
        postgres.execute("postgres", "drop database " + database);
    }

    void ranks(GridShape shape) throws IOException, SQLException {
        String database = "ranks_" + shape.files();
        String what = String.format(
                Locale.ROOT,
                "ranks of %,d stages with %,d files each over HTTP, ",
                shape.stages(),
                shape.files() / shape.stages());
        Allocator.Launch launch = fill(shape, database);
        try (Allocator allocator = launch.start().awaitReady()) {
            Ranking.ask(allocator.port(), RANK_QUESTIONS);
            for (int run = 0; run < plan.runs(); run++) {
                Cpu cpu = new Cpu(allocator, postgres);
                LoadTally tally = Ranking.ask(allocator.port(), RANK_QUESTIONS);
                figures.add(what + "CPU", "1 ms", "%.3f ms", cpu.allocatorMillis() / RANK_QUESTIONS);
                figures.add(what + "p50", "1 ms", "%.2f ms", tally.percentileMillis(50));
                figures.add(what + "p99", "", "%.2f ms", tally.percentileMillis(99));
            }
        }
        postgres.execute("postgres", "drop database " + database);
    }

    /** Pilots alone, and beside strangers, in turns. */
    void strangers(GridShape shape) throws IOException, SQLException {
        String database = "strangers_" + shape.files();
        String beside = String.format(Locale.ROOT, "beside %,d slow and %,d large strangers", SLOW, LARGE);
        Allocator.Launch launch = fill(shape, database);
        try (Allocator allocator = launch.start().awaitReady()) {
            List<PilotJob> jobs;
            try (KeepAlive connection = new KeepAlive(allocator.port())) {
                jobs = new JobPool(shape, "strangers", allocator).start(JOBS, connection);
            }
            WarmUp warmUp = new WarmUp(allocator, postgres);
            warmUp.files(warmUp.jobs(shape, plan.connections(), figures, ", strangers"), plan.connections());
            PilotLoad load = new PilotLoad(allocator.port(), plan.connections(), WarmUp.RUN, Long.MAX_VALUE);
            for (int run = 0; run < plan.runs(); run++) {
                LoadTally alone = load.getFiles(jobs);
                figures.add("get_file/s alone", "", "%.0f", alone.perSecond(PilotLoad.FILES));
                figures.add("p99 alone", "", "%.1f ms", alone.percentileMillis(99));
                try (Strangers strangers = new Strangers(allocator.port(), SLOW, LARGE)) {
                    load.getFiles(jobs);
                    LoadTally crowded = load.getFiles(jobs);
                    double rate = crowded.perSecond(PilotLoad.FILES);
                    figures.add("get_file/s " + beside, "", "%.0f", rate);
                    figures.add("- over alone", "0.5", "%.2f", rate / alone.perSecond(PilotLoad.FILES));
                    figures.add("p99 " + beside, "", "%.1f ms", crowded.percentileMillis(99));
                    figures.add("- answers without a file", "0", "%.0f", (double) crowded.otherThan(PilotLoad.FILES));
                    figures.add("- strangers sent away", "", "%.0f", (double) strangers.sentAway());
                    figures.add("- taken from strangers", "", "%.1f MB", strangers.bytes() / 1048576.0);
                }
            }
            figures.add("live heap after strangers", "", "%.0f MB", allocator.liveHeapBytes() / 1048576.0);
        }
        postgres.execute("postgres", "drop database " + database);
    }
}
