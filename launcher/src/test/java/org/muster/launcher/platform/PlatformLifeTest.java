package org.muster.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.StandInPlatform;
import org.muster.launcher.StandInPlatform.Answer;
import org.muster.launcher.postgres.PostgresServer;

class PlatformLifeTest {
    private final Path directory;
    private final StandInPlatform platform;

    PlatformLifeTest(@TempDir Path directory) throws Exception {
        this.directory = Files.createDirectories(directory.resolve("my data, 'quoted'"));
        this.platform = new StandInPlatform(this.directory);
    }

    @AfterEach
    void stop() {
        if (record().map(PlatformRecord::supervised).orElse(false)) {
            platform.run("down");
        }
    }

    @Test
    void startsRestartsWhatDiesRefusesASecondStopsAndKeepsItsData() throws Exception {
        Answer up = platform.up();
        assertThat(up.err()).isEmpty();
        assertThat(up.code()).isEqualTo(ExitCode.OK);
        assertThat(up.out())
                .contains(
                        "Muster runs.",
                        "rita",
                        "http://127.0.0.1:" + platform.port("webapp") + "/camunda/app/tasklist/");
        assertThat(platform.run("status").code()).isEqualTo(ExitCode.OK);
        sql("create table kept (value text)");
        sql("insert into kept values ('yes')");

        Answer second = platform.up();
        assertThat(second.code()).isEqualTo(LauncherExitCode.ALREADY_RUNNING);
        assertThat(second.err()).contains("muster down").doesNotContain("Exception");

        PlatformRecord.Row allocator = process("allocator");
        assertThat(ProcessHandle.of(allocator.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        until(() -> process("allocator").restarts() == 1);
        Answer afterDeath = platform.run("status");
        assertThat(afterDeath.out()).contains("killed by signal 9");
        until(() -> platform.run("status").code() == ExitCode.OK);

        String credentials = Files.readString(platform.data().resolve("credentials.yaml"));
        Answer down = platform.run("down");
        assertThat(down.code()).isEqualTo(ExitCode.OK);
        assertThat(processes().values()).allMatch(process -> process.state().equals("stopped") && !process.alive());
        assertThat(platform.run("status").code()).isEqualTo(LauncherExitCode.NOT_RUNNING);
        assertThat(platform.run("down").code()).isEqualTo(LauncherExitCode.NOT_RUNNING);

        Answer again = platform.up();
        assertThat(again.code()).isEqualTo(ExitCode.OK);
        assertThat(again.out()).contains("rita", "credentials.yaml").doesNotContain("password ");
        assertThat(Files.readString(platform.data().resolve("credentials.yaml")))
                .isEqualTo(credentials);
        assertThat(one("select value from kept")).isEqualTo("yes");
        assertThat(one("show fsync")).isEqualTo("on");
        assertThat(one("show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void takesOverFromAKilledSupervisor() throws Exception {
        assertThat(platform.up().code()).isEqualTo(ExitCode.OK);
        long webapp = process("webapp").pid();
        ProcessHandle supervisor =
                ProcessHandle.of(record().orElseThrow().supervisor()).orElseThrow();
        supervisor.destroyForcibly();
        until(() -> !supervisor.isAlive());

        Answer status = platform.run("status");
        assertThat(status.code()).isEqualTo(LauncherExitCode.NOT_RUNNING);
        assertThat(status.out()).contains("The supervisor is gone", "6 of its processes run unwatched");

        Answer up = platform.up();
        assertThat(up.err()).isEmpty();
        assertThat(up.out()).contains("Stopping 6 processes that a killed supervisor left behind");
        assertThat(process("webapp").pid()).isNotEqualTo(webapp);
    }

    @Test
    void saysWhichProcessDidNotGetHealthyAndWhatItSaidLast() throws Exception {
        platform.behave("workers", "never");
        Answer up = platform.up("--start-timeout", "40");
        assertThat(up.code()).isEqualTo(LauncherExitCode.NOT_HEALTHY);
        assertThat(up.err())
                .contains("workers did not become healthy in time", "workers.log", "stand-in with behaviour 'never'");
        assertThat(processes().values()).noneMatch(PlatformRecord.Row::alive);
    }

    @Test
    void namesThePortThatIsTakenTheProcessThatHasItAndTheOption() throws Exception {
        try (ServerSocket taken =
                new ServerSocket(platform.port("sandbox"), 1, java.net.InetAddress.getLoopbackAddress())) {
            Answer up = platform.up();
            assertThat(up.code()).isEqualTo(LauncherExitCode.PORT_IN_USE);
            assertThat(up.err())
                    .contains(
                            "Port " + taken.getLocalPort() + ", wanted for sandbox",
                            "process " + ProcessHandle.current().pid(),
                            "--sandbox-port",
                            "--port-base");
        }
    }

    @Test
    void refusesDataOfAnotherPostgresAndPlacesItCannotWriteTo() throws Exception {
        Files.createDirectories(platform.data().resolve("postgres").resolve("data-16"));
        Answer other = platform.up();
        assertThat(other.code()).isEqualTo(LauncherExitCode.OTHER_POSTGRES);
        assertThat(other.err()).contains("PostgreSQL 16", "PostgreSQL 17", "pg_dump");

        Path file = Files.writeString(directory.resolve("file"), "");
        Answer unusable = platform.up("--data-dir", file.resolve("data").toString());
        assertThat(unusable.code()).isEqualTo(LauncherExitCode.DATA_DIRECTORY_UNUSABLE);
        assertThat(unusable.err()).contains("--data-dir");
    }

    @Test
    void keepsSecretsFromOtherUsersAndFromCommandLines() throws Exception {
        assertThat(platform.up().code()).isEqualTo(ExitCode.OK);
        for (String name : new String[] {"credentials.yaml", "database.json"}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(platform.data().resolve(name))))
                    .isEqualTo("rw-------");
        }
        String password = password();
        for (PlatformRecord.Row process : processes().values()) {
            String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            assertThat(command).isNotEmpty().doesNotContain(password);
        }
    }

    private String password() {
        return new DataDirectory(platform.data()).databasePasswords().user();
    }

    private Optional<PlatformRecord> record() {
        return new DataDirectory(platform.data()).record();
    }

    private Map<String, PlatformRecord.Row> processes() {
        return record().orElseThrow().processes().stream()
                .collect(Collectors.toMap(PlatformRecord.Row::name, Function.identity()));
    }

    private PlatformRecord.Row process(String name) {
        return Optional.ofNullable(processes().get(name)).orElseThrow();
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = connect();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private String one(String query) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(
                PostgresServer.url(platform.port("postgres")), PostgresServer.USER, password());
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant limit = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited too long").isBefore(limit);
            Thread.sleep(50);
        }
    }
}
