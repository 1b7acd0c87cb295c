package org.muster.launcher.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FileUtils;
import org.muster.launcher.supervision.RunningProcess;

/**
 * PostgreSQL on loopback, with data that survive (fsync on) and with passwords.
 *
 * <p>The distribution comes up trusting every local user; the first start gives its superuser a password and then demands
 * one of everybody.
 */
public final class PostgresServer {
    /** Major versions do not read each other's files. */
    public static final String UNUSABLE = "\"$`\\";

    public static final int MAJOR = 17;

    public static final String DATABASE = "muster";
    public static final String USER = "muster";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration WATCH = Duration.ofMillis(500);
    private static final int STOP_LOOKS = 120;
    private static final String MAX_CONNECTIONS = "120";

    /** Passwords are put into statements that take no parameters, so they may only be what we make them of. */
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9]{16,64}");

    private static final String RULES = """
            # Written by Muster: a password for everybody, from this machine only.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final Path directory;
    private final Path binaries;
    private final int port;
    private final String adminPassword;
    private final String userPassword;

    /** @param binaries where the distribution is unpacked, once for every platform that names the same place */
    public PostgresServer(Path directory, Path binaries, int port, String adminPassword, String userPassword) {
        if (!PASSWORD.matcher(adminPassword).matches()
                || !PASSWORD.matcher(userPassword).matches()) {
            throw new IllegalArgumentException("a database password has 16 to 64 letters and digits");
        }
        this.directory = directory;
        this.binaries = binaries;
        this.port = port;
        this.adminPassword = adminPassword;
        this.userPassword = userPassword;
    }

    /** Whether pg_ctl, which hands paths to a shell in double quotes, gets this one through. */
    public static boolean runsFrom(Path directory) {
        return directory.toString().chars().noneMatch(letter -> UNUSABLE.indexOf(letter) >= 0 || letter < ' ');
    }

    public static Path dataDirectory(Path directory) {
        return directory.resolve("data-" + MAJOR);
    }

    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /**
     * Serves until the process is told to end; the library's shutdown hook then stops the server cleanly. Returns only when
     * the server ended by itself: whoever keeps this process running then starts both anew.
     */
    public void serve(PrintWriter out) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(directory);
        endLeftBehind(out);
        try (EmbeddedPostgres postgres = start()) {
            prepare();
            out.println("PostgreSQL " + MAJOR + " serves " + url(postgres.getPort()));
            ProcessHandle postmaster = postmaster().orElseThrow(() -> new IOException("PostgreSQL has no postmaster"));
            while (RunningProcess.alive(postmaster)) {
                Thread.sleep(WATCH.toMillis());
            }
            out.println("PostgreSQL ended by itself; process " + postmaster.pid() + " is gone");
        }
    }

    /** The server of these data, if one runs. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path file = dataDirectory(directory).resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // The first line is the pid; a file left by a machine that lost power may name a stranger by now.
        return Files.readAllLines(file).stream()
                .findFirst()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                .filter(RunningProcess::alive)
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    }

    /** When the process that watches was killed, the server lived on: it is ended by a fast shutdown, which loses nothing. */
    private void endLeftBehind(PrintWriter out) throws IOException, InterruptedException {
        Optional<ProcessHandle> left = postmaster();
        if (left.isPresent()) {
            out.println("ending PostgreSQL left behind as process " + left.get().pid());
            new ProcessBuilder("kill", "-INT", Long.toString(left.get().pid()))
                    .start()
                    .waitFor();
            for (long look = 0; look < STOP_LOOKS && RunningProcess.alive(left.get()); look++) {
                Thread.sleep(WATCH.toMillis());
            }
        }
    }

    /** Unpacking is left to one process at a time. */
    private EmbeddedPostgres start() throws IOException {
        Files.createDirectories(binaries);
        try (FileChannel unpacking = FileChannel.open(
                binaries.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            unpacking.lock();
            removeHalfUnpacked();
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(dataDirectory(directory))
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", MAX_CONNECTIONS)
                    .setConnectConfig("password", adminPassword)
                    .setErrorRedirector(Redirect.INHERIT)
                    .setOutputRedirector(Redirect.INHERIT)
                    .setPGStartupWait(START_LIMIT)
                    .start();
        }
    }

    /** The library takes a distribution whose unpacking was interrupted for a fault of the disk, for ever. */
    private void removeHalfUnpacked() throws IOException {
        try (Stream<Path> distributions = Files.list(binaries)) {
            for (Path distribution : distributions.toList()) {
                if (Files.isDirectory(distribution) && !Files.exists(distribution.resolve(".exists"))) {
                    FileUtils.delete(distribution.toFile(), FileUtils.RECURSIVE);
                }
            }
        }
    }

    private void prepare() throws IOException, SQLException {
        Path rules = dataDirectory(directory).resolve("pg_hba.conf");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", adminPassword);
                Statement statement = connection.createStatement()) {
            if (!Files.readString(rules).equals(RULES)) {
                statement.execute("alter role postgres password '" + adminPassword + "'");
                Files.writeString(rules, RULES);
                statement.execute("select pg_reload_conf()");
            }
            if (missing(statement, "select 1 from pg_roles where rolname = '" + USER + "'")) {
                statement.execute("create role " + USER + " login password '" + userPassword + "'");
            }
            if (missing(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + USER);
            }
        }
    }

    private static boolean missing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
