package org.muster.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.FinderLoad;
import org.muster.benchmarks.load.JobPool;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Postgres;
import org.muster.benchmarks.processes.TokenIssuer;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WorkflowOrder;

/**
 * Pilots work with one of two allocators; leaders are killed and paused and PostgreSQL is killed, at moments that a seed
 * decides; then the books are audited.
 */
public final class CrashHarness {
    private static final String DATABASE = "crash";
    private static final int PILOTS = 24;
    private static final int JOBS_PER_BLOW = 2000;
    private static final int FILES_PER_BLOW = 4000;
    private static final int STAGES = 20;
    private static final int FILES_PER_JOB = 20;
    private static final int CALL = 500;

    private final Plan plan;
    private final Seen seen = new Seen();
    private final List<Duration> gaps = new ArrayList<>();
    private volatile boolean over;

    /**
     * @param blows how often something is killed or paused
     * @param between the longest time from one blow to the next, once an allocator leads again
     */
    public record Plan(long seed, int blows, Duration between, Optional<Path> allocator, Path work) {}

    /**
     * What came of it; without findings all is well.
     *
     * @param gaps how long nobody led, for each blow
     */
    public record Report(
            long seed,
            List<Blow> blows,
            List<Duration> gaps,
            int grants,
            int processed,
            int interruptions,
            List<String> findings) {
        /** For people. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("seed " + seed + "\n");
            for (Blow kind : Blow.values()) {
                List<Duration> its = IntStream.range(0, blows.size())
                        .filter(i -> blows.get(i) == kind)
                        .mapToObj(gaps::get)
                        .sorted()
                        .toList();
                if (!its.isEmpty()) {
                    text.append(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                            .append(": ")
                            .append(its.size())
                            .append(" times; nobody led for ")
                            .append(its.get(its.size() / 2).toMillis())
                            .append(" ms (median), ")
                            .append(its.get(its.size() - 1).toMillis())
                            .append(" ms (longest)\n");
                }
            }
            return text + "files granted: " + grants + ", processed: " + processed + ", calls without an answer: "
                    + interruptions + "\nfindings: " + (findings.isEmpty() ? "none" : String.join("; ", findings));
        }
    }

    public CrashHarness(Plan plan) {
        this.plan = plan;
    }

    public Report run() throws IOException, SQLException, InterruptedException {
        GridShape shape = new GridShape(STAGES, FILES_PER_BLOW * plan.blows(), FILES_PER_JOB);
        Files.createDirectories(plan.work());
        try (Postgres postgres = Postgres.start(plan.work(), Optional.empty());
                TokenIssuer issuer = new TokenIssuer()) {
            Allocator.Launch launch = new Allocator.Launch(
                    plan.allocator(),
                    "512m",
                    postgres.database(DATABASE),
                    issuer,
                    plan.work().resolve("allocator.log"));
            List<Blow> blows = Blow.sequence(plan.blows(), new Random(plan.seed()));
            torment(launch, shape, blows, postgres);
            try (Connection connection = postgres.connect(DATABASE)) {
                List<String> findings = new Audit(connection).findings(seen, shape.filesPerStage() * STAGES);
                return new Report(
                        plan.seed(),
                        blows,
                        List.copyOf(gaps),
                        seen.grants(),
                        seen.allProcessed().size(),
                        seen.interruptions(),
                        findings);
            }
        }
    }

    private void torment(Allocator.Launch launch, GridShape shape, List<Blow> blows, Postgres postgres)
            throws InterruptedException {
        Random random = new Random(plan.seed());
        try (LeaderAndStandby allocators = new LeaderAndStandby(launch)) {
            fill(allocators.leader().control(), shape);
            List<PilotJob> jobs =
                    new JobPool(shape, "crash", allocators.leader()).register(JOBS_PER_BLOW * blows.size());
            ConcurrentLinkedQueue<PilotJob> queue = new ConcurrentLinkedQueue<>(jobs);
            List<Thread> pilots = new ArrayList<>();
            for (int i = 0; i < PILOTS; i++) {
                pilots.add(new Thread(
                        new PatientPilot(() -> allocators.leader().port(), queue, () -> over, seen, plan.seed() + i)));
            }
            pilots.forEach(Thread::start);
            try {
                for (Blow blow : blows) {
                    TimeUnit.MILLISECONDS.sleep(random.nextLong(plan.between().toMillis()));
                    gaps.add(strike(blow, allocators, postgres));
                }
                TimeUnit.MILLISECONDS.sleep(random.nextLong(plan.between().toMillis()));
            } finally {
                over = true;
                for (Thread pilot : pilots) {
                    pilot.join();
                }
            }
            endAll(allocators.leader().control(), jobs);
        }
    }

    private static Duration strike(Blow blow, LeaderAndStandby allocators, Postgres postgres)
            throws InterruptedException {
        return switch (blow) {
            case KILL_LEADER -> allocators.killLeader();
            case PAUSE_LEADER -> allocators.pauseLeader();
            case KILL_POSTGRES -> {
                long begin = System.nanoTime();
                postgres.crash();
                yield allocators.awaitAnyLead(begin);
            }
        };
    }

    private static void fill(AllocatorClient control, GridShape shape) {
        control.inventory(shape.inventory());
        for (WorkflowOrder order : shape.orders()) {
            control.open(order);
            FinderLoad intake = new FinderLoad(control, new StageRef(order.workflow(), 1));
            intake.names(shape.filesPerStage());
            intake.replicas();
        }
    }

    /** Whatever a job still holds goes back. */
    private static void endAll(AllocatorClient control, List<PilotJob> jobs) {
        for (int i = 0; i < jobs.size(); i += CALL) {
            control.gone(jobs.subList(i, Math.min(jobs.size(), i + CALL)).stream()
                    .map(PilotJob::id)
                    .toList());
        }
    }
}
