package org.muster.benchmarks.baseline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.muster.benchmarks.grid.GridShape;
import org.muster.benchmarks.processes.Postgres;

/**
 * Hand-outs with plain SQL: each replica of a waiting file is a row of a queue that is indexed by stage, storage and file;
 * a transaction takes the first at the nearest storage whose file nobody has locked, and writes the state, the allocation and
 * the event. It has no HTTP before it, checks no secret and knows no rule but distance: what it costs is a lower bound.
 */
public final class SkipLocked {
    private static final String[] SCHEMA = {
        """
        create table queue (stage_id int not null, rse int not null, file_id bigint not null, pfn text not null,
            primary key (stage_id, rse, file_id))
        """,
        "create index queue_of_file on queue (file_id)",
        "create table file_states (file_id bigint primary key, state text not null, job_id bigint not null)"
                + " with (fillfactor = 70)",
        """
        create table handed_out (file_id bigint not null, attempt int not null, job_id bigint not null, rse int not null,
            at timestamptz not null, primary key (file_id, attempt))
        """,
        "create index handed_out_to on handed_out (job_id)",
        """
        create table handed_out_events (event_id bigserial primary key, at timestamptz not null, type int not null,
            file_id bigint not null, job_id bigint not null)
        """
    };

    /** It locks the file and not its place in one queue: two clients that come to it by two replicas would wait for each other. */
    private static final String TAKE = """
            select queue.file_id, pfn from queue join file_states using (file_id)
            where stage_id = ? and rse = ? and state = 'unallocated'
            order by queue.file_id limit 1 for update of file_states skip locked
            """;

    private static final String[] WRITE = {
        "update file_states set state = 'allocated', job_id = 1 where file_id = ?",
        "delete from queue where file_id = ?",
        "insert into handed_out (file_id, attempt, job_id, rse, at) values (?, 1, 1, 1, now())",
        "insert into handed_out_events (at, type, file_id, job_id) values (now(), 1, ?, 1)"
    };

    private final Postgres postgres;
    private final String database;
    private final GridShape shape;

    public SkipLocked(Postgres postgres, String database, GridShape shape) {
        this.postgres = postgres;
        this.database = database;
        this.shape = shape;
    }

    public void fill() {
        postgres.execute(database, SCHEMA);
        postgres.execute(
                database,
                String.format(Locale.ROOT, """
                insert into file_states
                select g, 'unallocated', 0 from generate_series(0, %d::bigint) g
                """, (long) shape.filesPerStage() * shape.stages() - 1),
                String.format(
                        Locale.ROOT, """
                insert into queue
                select 1 + g / %1$d, (g %% 30 + k * (1 + g / 30 %% 29)) %% 30, g, 'root://storage.example.org:1094//eos/' || md5(g::text)
                from generate_series(0, %2$d::bigint) g, generate_series(0, 1) k
                """, shape.filesPerStage(), (long) shape.filesPerStage() * shape.stages() - 1),
                "vacuum analyze queue",
                "vacuum analyze file_states",
                "checkpoint");
    }

    /** Hand-outs in the time, which ends early after the most that there shall be. */
    public long run(int clients, Duration time, long mostFiles) {
        long end = System.nanoTime() + time.toNanos();
        AtomicLong asked = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            List<CompletableFuture<Long>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                running.add(CompletableFuture.supplyAsync(
                        () -> client(number, () -> System.nanoTime() < end && asked.getAndIncrement() < mostFiles),
                        pool));
            }
            return running.stream().mapToLong(CompletableFuture::join).sum();
        } finally {
            pool.shutdown();
        }
    }

    private long client(int number, BooleanSupplier goesOn) {
        try (Connection connection = postgres.connect(database)) {
            connection.setAutoCommit(false);
            long files = 0;
            for (int i = number; goesOn.getAsBoolean(); i++) {
                if (handOut(connection, 1 + i % shape.stages(), i % GridShape.STORAGES)) {
                    files++;
                }
            }
            return files;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused a statement", e);
        }
    }

    /** The nearest storage first; the others in their order. */
    private static boolean handOut(Connection connection, int stage, int home) throws SQLException {
        for (int step = 0; step < GridShape.STORAGES; step++) {
            long file = take(connection, stage, (home + step) % GridShape.STORAGES);
            if (file >= 0) {
                for (String sql : WRITE) {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setLong(1, file);
                        statement.executeUpdate();
                    }
                }
                connection.commit();
                return true;
            }
        }
        connection.rollback();
        return false;
    }

    private static long take(Connection connection, int stage, int rse) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, stage);
            statement.setInt(2, rse);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }
}
