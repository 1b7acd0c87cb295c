package org.muster.benchmarks.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.muster.benchmarks.grid.GridFiller;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.JobPool;
import org.muster.benchmarks.load.KeepAlive;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.load.PilotLoad;
import org.muster.benchmarks.load.Tally;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Issuer;
import org.muster.benchmarks.processes.Postgres;
import org.muster.domain.workflow.StageRef;

/** Measures and prints. */
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] arguments) throws Exception {
        int files = Integer.parseInt(arguments[0]);
        int stages = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        Path work = Files.createDirectories(Path.of("target/benchmark"));
        GridShape shape = new GridShape(stages, files, 1_000_000);
        try (Postgres postgres = Postgres.start(work);
                Issuer issuer = new Issuer()) {
            String url = postgres.database("bench");
            Allocator.Launch launch = new Allocator.Launch(
                    Optional.of(Path.of("allocator/target/allocator-exec.jar")),
                    System.getProperty("heap", Allocator.HEAP),
                    url,
                    issuer,
                    work.resolve("allocator.log"));
            long begin = System.nanoTime();
            try (Allocator allocator = launch.start().awaitReady()) {
                allocator.control().inventory(shape.inventory());
                shape.orders().forEach(allocator.control()::open);
            }
            System.out.printf("opened in %.1f s%n", (System.nanoTime() - begin) / 1e9);
            begin = System.nanoTime();
            try (Connection connection = postgres.connect("bench")) {
                new GridFiller(connection).fill(shape);
            }
            System.out.printf("filled in %.1f s%n", (System.nanoTime() - begin) / 1e9);
            begin = System.nanoTime();
            try (Allocator allocator = launch.start().awaitReady()) {
                System.out.printf("ready in %.1f s%n", (System.nanoTime() - begin) / 1e9);
                System.out.printf("heap %d MB%n", allocator.liveHeapBytes() >> 20);
                JobPool pool = new JobPool(shape, "bench", allocator);
                List<PilotJob> jobs;
                try (KeepAlive connection = new KeepAlive(allocator.port())) {
                    jobs = pool.start(1000, connection);
                }
                for (int connections : new int[] {16, 64, 64}) {
                    long cpuA = allocator.tree().cpuMillis();
                    long cpuP = postgres.tree().cpuMillis();
                    Tally tally =
                            new PilotLoad(allocator.port(), connections, Duration.ofSeconds(seconds)).getFiles(jobs);
                    double n = tally.of(PilotLoad.FILES);
                    System.out.printf(
                            "%d connections: %.0f files/s, allocator %.3f ms, postgres %.3f ms; %s%n",
                            connections,
                            n / seconds,
                            (allocator.tree().cpuMillis() - cpuA) / n,
                            (postgres.tree().cpuMillis() - cpuP) / n,
                            tally);
                }
                for (int i = 0; i < 2; i++) {
                    ConcurrentLinkedQueue<PilotJob> queue = new ConcurrentLinkedQueue<>(pool.register(30_000));
                    long cpuA = allocator.tree().cpuMillis();
                    long cpuP = postgres.tree().cpuMillis();
                    long t = System.nanoTime();
                    Tally tally = new PilotLoad(allocator.port(), 64, Duration.ofSeconds(seconds)).lives(queue);
                    double n = tally.of(PilotLoad.JOBS);
                    System.out.printf(
                            "lives: %.0f jobs/s, allocator %.3f ms, postgres %.3f ms; %s%n",
                            n / ((System.nanoTime() - t) / 1e9),
                            (allocator.tree().cpuMillis() - cpuA) / n,
                            (postgres.tree().cpuMillis() - cpuP) / n,
                            tally);
                }
            }
        }
        System.out.println(StageRef.of(1, 1));
    }
}
