package org.muster.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.Intake;
import org.muster.benchmarks.load.JobPool;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Issuer;
import org.muster.benchmarks.processes.Postgres;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WorkflowOrder;

/** Pilots work; the allocator is killed and started again, at moments that a seed decides; then the books are audited. */
public final class CrashHarness {
    private static final String DATABASE = "crash";
    private static final int PILOTS = 24;
    private static final int JOBS_PER_KILL = 6000;
    private static final int FILES = 20_000;
    private static final int STAGES = 20;
    private static final int FILES_PER_JOB = 20;
    private static final int CALL = 500;

    private final Plan plan;
    private final Seen seen = new Seen();
    private volatile int port;
    private volatile boolean over;

    /** @param between the longest time from one kill to the next, once the allocator is back */
    public record Plan(long seed, int kills, Duration between, Optional<Path> allocator, Path work) {}

    /** What came of it; without findings all is well. */
    public record Report(long seed, int kills, int grants, int processed, int interruptions, List<String> findings) {}

    public CrashHarness(Plan plan) {
        this.plan = plan;
    }

    public Report run() throws IOException, SQLException, InterruptedException {
        GridShape shape = new GridShape(STAGES, FILES, FILES_PER_JOB);
        Files.createDirectories(plan.work());
        try (Postgres postgres = Postgres.start(plan.work());
                Issuer issuer = new Issuer()) {
            Allocator.Launch launch = new Allocator.Launch(
                    plan.allocator(),
                    "512m",
                    postgres.database(DATABASE),
                    issuer,
                    plan.work().resolve("allocator.log"));
            torment(launch, shape);
            try (Connection connection = postgres.connect(DATABASE)) {
                List<String> findings = new Audit(connection).findings(seen, shape.filesPerStage() * STAGES);
                return new Report(
                        plan.seed(),
                        plan.kills(),
                        seen.grants(),
                        seen.allProcessed().size(),
                        seen.interruptions(),
                        findings);
            }
        }
    }

    private void torment(Allocator.Launch launch, GridShape shape) throws InterruptedException {
        Random random = new Random(plan.seed());
        Allocator allocator = launch.start().awaitReady();
        port = allocator.port();
        fill(allocator.control(), shape);
        List<PilotJob> jobs = new JobPool(shape, "crash", allocator).register(JOBS_PER_KILL * plan.kills());
        ConcurrentLinkedQueue<PilotJob> queue = new ConcurrentLinkedQueue<>(jobs);
        List<Thread> pilots = new ArrayList<>();
        for (int i = 0; i < PILOTS; i++) {
            pilots.add(new Thread(new PatientPilot(() -> port, queue, () -> over, seen, plan.seed() + i)));
        }
        pilots.forEach(Thread::start);
        try {
            for (int kill = 0; kill < plan.kills(); kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextLong(plan.between().toMillis()));
                allocator.kill();
                allocator = launch.start().awaitReady();
                port = allocator.port();
            }
            TimeUnit.MILLISECONDS.sleep(random.nextLong(plan.between().toMillis()));
        } finally {
            over = true;
            for (Thread pilot : pilots) {
                pilot.join();
            }
            endAll(allocator.control(), jobs);
            allocator.close();
        }
    }

    private static void fill(AllocatorClient control, GridShape shape) {
        control.inventory(shape.inventory());
        Intake intake = new Intake(control);
        for (WorkflowOrder order : shape.orders()) {
            control.open(order);
            intake.names(new StageRef(order.workflow(), 1), shape.filesPerStage());
        }
        intake.replicas();
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
