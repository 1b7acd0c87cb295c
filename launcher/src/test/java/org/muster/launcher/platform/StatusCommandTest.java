package org.muster.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.MusterCli;
import org.muster.cli.shell.Shell;
import org.muster.launcher.LauncherExitCode;

class StatusCommandTest {
    @Test
    void directoryThatNoPlatformWasStartedFromSaysSo(@TempDir Path directory) {
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                Map.of(),
                directory,
                directory,
                Clock.systemUTC());
        assertThat(MusterCli.run(shell, List.of(new StatusCommand(shell)), "status", "--data-dir", "empty"))
                .isEqualTo(LauncherExitCode.NOT_RUNNING);
        assertThat(err.toString()).contains("No platform has been started from", "muster up");
    }
}
