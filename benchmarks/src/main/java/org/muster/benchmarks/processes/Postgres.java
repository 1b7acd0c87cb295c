package org.muster.benchmarks.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that loses nothing (fsync on), tuned modestly: its data are small beside a production's. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private static final Duration BACK_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
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
    private static List<String> asSomebodyElse() {
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

    public static Postgres start(Path work) {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(work), "postgres-");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "1GB")
                    .setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("wal_compression", "on")
                    .setServerConfig("maintenance_work_mem", "512MB")
                    .start();
            return new Postgres(server, data);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    public String database(String name) {
        execute("postgres", "create database " + name);
        return url(name);
    }

    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
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
