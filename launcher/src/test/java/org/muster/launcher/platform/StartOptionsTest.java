package org.muster.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.cli.ExitCode;
import org.muster.cli.MusterCli;
import org.muster.cli.shell.Shell;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.demo.DemoCommand;

/** What a start refuses before it starts anything. */
class StartOptionsTest {
    private final Path directory;
    private final StringWriter err = new StringWriter();

    StartOptionsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private int run(Map<String, String> environment, String... words) {
        Shell shell = new Shell(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                environment,
                directory,
                directory,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return MusterCli.run(shell, List.of(new UpCommand(shell), new DemoCommand(shell)), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MUSTER_RUCIO_URL",
                "MUSTER_METACAT_URL",
                "MUSTER_RUCIO_LOGIN",
                "MUSTER_METACAT_PASSWORD",
                "MUSTER_X509_CERTIFICATE",
                "MUSTER_ISSUER",
                "MUSTER_DB_URL",
                "MUSTER_PORT",
                "MUSTER_SLOTS"
            })
    void variablesThatWouldNotHoldAreRefusedWithTheWayToUseThem(String name) {
        for (String command : List.of("up", "demo")) {
            assertThat(run(Map.of(name, "https://rucio.example.org"), command)).isEqualTo(ExitCode.BAD_INPUT);
        }
        assertThat(err.toString())
                .contains("does not read " + name, "docs/operating/programs.md")
                .doesNotContain("Not built");
        assertThat(directory.resolve(".muster")).doesNotExist();
    }

    @Test
    void settingsOfTheProgramsThatUpLeavesAloneArePassedOn() {
        assertThat(run(Map.of("MUSTER_SCOPES", "usertests,toy", "MUSTER_RUCIO_URL", ""), "up"))
                .isEqualTo(LauncherExitCode.INCOMPLETE);
    }
}
