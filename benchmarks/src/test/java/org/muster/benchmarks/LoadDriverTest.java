package org.muster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.benchmarks.grid.GridFiller;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.load.FinderLoad;
import org.muster.benchmarks.load.JobPool;
import org.muster.benchmarks.load.KeepAlive;
import org.muster.benchmarks.load.LoadTally;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.load.PilotLoad;
import org.muster.benchmarks.load.Ranking;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Postgres;
import org.muster.benchmarks.processes.TokenIssuer;
import org.muster.domain.workflow.StageRef;

/** What the driver counts is what PostgreSQL holds. Never how long it took. */
class LoadDriverTest {
    private static final GridShape SHAPE = new GridShape(4, 40_000, 100_000);
    private static final int CONNECTIONS = 8;
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int JOBS = 200;
    private static final int TAKEN_IN = 1500;

    @Test
    void everythingCountedIsThere(@TempDir Path work) throws Exception {
        try (Postgres postgres = Postgres.start(work, Optional.empty());
                TokenIssuer issuer = new TokenIssuer()) {
            String url = postgres.database("smoke");
            Allocator.Launch launch =
                    new Allocator.Launch(Optional.empty(), "512m", url, issuer, work.resolve("allocator.log"));
            try (Allocator allocator = launch.start().awaitReady()) {
                allocator.control().inventory(SHAPE.inventory());
                SHAPE.orders().forEach(allocator.control()::open);
                allocator.control().open(SHAPE.order(SHAPE.stages() + 1));
                FinderLoad intake = new FinderLoad(allocator.control(), StageRef.of(SHAPE.stages() + 1, 1));
                assertThat(intake.names(TAKEN_IN)).isEqualTo(TAKEN_IN);
                assertThat(intake.replicas()).isEqualTo(TAKEN_IN);
            }
            postgres.execute(
                    "smoke",
                    "truncate allocator.files, allocator.replicas, allocator.replica_sets," + " allocator.file_blocks");
            try (Connection connection = postgres.connect("smoke")) {
                new GridFiller(connection).fill(SHAPE);
            }
            try (Allocator allocator = launch.start().awaitReady();
                    Connection connection = postgres.connect("smoke")) {
                drive(allocator, connection);
            }
        }
    }

    private static void drive(Allocator allocator, Connection database) throws Exception {
        JobPool pool = new JobPool(SHAPE, "smoke", allocator);
        List<PilotJob> asking;
        try (KeepAlive connection = new KeepAlive(allocator.port())) {
            asking = pool.start(CONNECTIONS, connection);
        }
        PilotLoad load = new PilotLoad(allocator.port(), CONNECTIONS, TIME, SHAPE.files() / 4);
        LoadTally fast = load.getFiles(asking);
        LoadTally paced = load.getFilesAt(100, asking);
        LoadTally lives = load.lives(new ConcurrentLinkedQueue<>(pool.register(JOBS)));
        long files = fast.of(PilotLoad.FILES) + paced.of(PilotLoad.FILES) + lives.of(PilotLoad.FILES);
        assertThat(lives.of(PilotLoad.JOBS)).as("%s", lives).isPositive();
        assertThat(files).isEqualTo(number(database, "select count(*) from allocations"));
        assertThat(files).isEqualTo(number(database, "select count(distinct file_id) from allocations"));
        assertThat(number(database, "select count(*) from jobs where state = 'finished'"))
                .isEqualTo(lives.of(PilotLoad.JOBS));
        assertThat(fast.of(PilotLoad.NO_FILE)).isZero();
        assertThat(Ranking.ask(allocator.port(), 10).percentileMillis(50)).isPositive();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
