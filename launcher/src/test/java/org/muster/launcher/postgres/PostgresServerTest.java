package org.muster.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "aPasswordForTests1";

    /** Shared with the other tests of this module: unpacking takes seconds. */
    private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    private final int port = freePort();
    private final PostgresHealth health = new PostgresHealth(port, PASSWORD);
    private final StringWriter said = new StringWriter();
    private final Path directory;
    private final PostgresServer server;

    PostgresServerTest(@TempDir Path directory) {
        this.directory = directory;
        this.server = new PostgresServer(directory, BINARIES, port, "aPasswordForAdmins1", PASSWORD);
    }

    @Test
    void endsWhenItsPostmasterIsKilledSoThatItIsStartedAgainWithItsData() throws Exception {
        CompletableFuture<Void> first = serve();
        awaitAnswer(first);
        execute("create table kept as select 42 as answer");

        server.postmaster().orElseThrow().destroyForcibly();

        first.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(said.toString()).contains("PostgreSQL ended by itself");
        CompletableFuture<Void> second = serve();
        awaitAnswer(second);
        assertThat(answer()).isEqualTo(42);
        server.postmaster().orElseThrow().destroyForcibly();
        second.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void takesTheDataOverFromAServerLeftBehind() throws Exception {
        CompletableFuture<Void> first = serve();
        awaitAnswer(first);
        execute("create table kept as select 42 as answer");
        server.postmaster().orElseThrow().destroyForcibly();
        first.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        startWithoutAWatch();
        long left = server.postmaster().orElseThrow().pid();

        CompletableFuture<Void> second = serve();

        awaitOther(left);
        awaitAnswer(second);
        assertThat(answer()).isEqualTo(42);
        assertThat(said.toString()).contains("ending PostgreSQL left behind as process " + left);
        server.postmaster().orElseThrow().destroyForcibly();
        second.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void startWithoutAWatch() throws Exception {
        Path control;
        try (Stream<Path> files =
                Files.find(BINARIES, 3, (path, attributes) -> path.endsWith(Path.of("bin", "pg_ctl")))) {
            control = files.findFirst().orElseThrow();
        }
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; this is how the library gets round it as well.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                control.toString(),
                "start",
                "-w",
                "-D",
                PostgresServer.dataDirectory(directory).toString(),
                "-o",
                "-p " + port + " -c unix_socket_directories="));
        Process start = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("left-behind.log").toFile())
                .start();
        assertThat(start.waitFor())
                .as(() -> log(directory.resolve("left-behind.log")))
                .isZero();
    }

    private static String log(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no log";
        }
    }

    private void awaitOther(long pid) throws Exception {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (server.postmaster().map(ProcessHandle::pid).orElse(pid) == pid) {
            assertThat(System.nanoTime()).as("time").isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private CompletableFuture<Void> serve() {
        said.getBuffer().setLength(0);
        return CompletableFuture.runAsync(() -> {
            try {
                server.serve(new PrintWriter(said, true));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            } catch (IOException | SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private void awaitAnswer(CompletableFuture<Void> serving) throws Exception {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!said.toString().contains("serves") || !health.ask().join()) {
            assertThat(serving).as("the server, which said: %s", said).isNotCompletedExceptionally();
            assertThat(System.nanoTime()).as("time").isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int answer() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select answer from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(PostgresServer.url(port), PostgresServer.USER, PASSWORD);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
