package org.muster.benchmarks.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that loses nothing (fsync on), tuned modestly: its data are small beside a production's. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    /** What a database that has run for a while has at hand. A new segment costs the commit that needs it 50 ms and more. */
    private static final int WAL_SEGMENTS = 128;

    private static final Duration BACK_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** As docs/operating says. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "4GB"),
            Map.entry("backend_flush_after", "128kB"),
            Map.entry("min_wal_size", "4GB"),
            Map.entry("max_wal_size", "8GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("wal_compression", "on"),
            Map.entry("maintenance_work_mem", "512MB"));

    private final int port;
    private final Path data;
    private final Closeable server;

    private Postgres(int port, Path data, Closeable server) {
        this.port = port;
        this.data = data;
        this.server = server;
    }

    /** Kills it with all its processes, as a power cut would, starts it again and waits until it has recovered. */
    public void crash() {
        try {
            ProcessHandle postmaster =
                    ProcessHandle.of(tree().pid()).orElseThrow(() -> new IllegalStateException("it does not run"));
            List<String> command = commandLine(postmaster.pid());
            Path program = Files.readSymbolicLink(Path.of("/proc", Long.toString(postmaster.pid()), "exe"));
            List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
            all.add(postmaster);
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
            List<String> again = new ArrayList<>(asSomebodyElse());
            again.add(program.toString());
            again.addAll(command.subList(1, command.size()));
            new ProcessBuilder(again)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitBack();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start again", e);
        }
    }

    /** PostgreSQL does not run as root. */
    static List<String> asSomebodyElse() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    private static List<String> commandLine(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        return List.of(line.split("\0"));
    }

    private void awaitBack() {
        long limit = System.nanoTime() + BACK_LIMIT.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD)) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("PostgreSQL does not come back", e);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** @param programs directory of an installed PostgreSQL's programs; empty for the one that comes along */
    public static Postgres start(Path work, Optional<Path> programs) {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(work), "postgres-");
            return programs.isPresent() ? installed(data, programs.get()) : embedded(data);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    private static Postgres embedded(Path data) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setPGStartupWait(START_LIMIT);
        SETTINGS.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        return new Postgres(server.getPort(), data, server);
    }

    private static Postgres installed(Path data, Path programs) throws IOException {
        InstalledPostgres server = InstalledPostgres.start(data, programs, SETTINGS);
        Postgres postgres = new Postgres(server.port(), data, server);
        postgres.awaitBack();
        return postgres;
    }

    /** Fills its store of write-ahead segments, which are used again after a checkpoint. */
    public void settle() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (int segment = 0; segment < WAL_SEGMENTS; segment++) {
                statement.execute("select pg_logical_emit_message(false, '', ''), pg_switch_wal()");
            }
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused a statement", e);
        }
    }

    public String database(String name) {
        execute("postgres", "create database " + name);
        return url(name);
    }

    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name) + "?currentSchema=allocator,public", USER, PASSWORD);
    }

    public void execute(String name, String... statements) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused a statement", e);
        }
    }

    public ProcessTree tree() {
        try {
            return new ProcessTree(Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL has no pid file", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }
}
