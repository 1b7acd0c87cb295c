package org.muster.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.MusterCli;
import org.muster.cli.shell.Shell;

class LogsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path directory;

    LogsCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void twoProcessesSaySomething() throws IOException {
        Path logs = Files.createDirectories(directory.resolve("data").resolve("logs"));
        Files.writeString(logs.resolve("webapp.log"), "one\ntwo\nthree\n");
        Files.writeString(logs.resolve("agents.log"), "eins\nzwei\n");
    }

    @Test
    void oneLogIsShownAsItIs() {
        assertThat(logs("webapp", "-n", "2")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).containsExactly("two", "three");
    }

    @Test
    void ofAllLogsEachLineSaysWhoseItIs() {
        assertThat(logs("-n", "1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).containsExactly("agents | zwei", "webapp | three");
    }

    @Test
    void logThatIsNotThereIsSaidWithItsPlace() {
        assertThat(logs("nobody")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err.toString())
                .contains("There is no log of 'nobody'", "logs")
                .doesNotContain("Exception");
    }

    private int logs(String... more) {
        Shell shell = new Shell(
                new PrintWriter(out), new PrintWriter(err), Map.of(), directory, directory, Clock.systemUTC());
        String[] args = new String[more.length + 3];
        args[0] = "logs";
        args[1] = "--data-dir";
        args[2] = "data";
        System.arraycopy(more, 0, args, 3, more.length);
        return MusterCli.run(shell, List.of(new LogsCommand(shell)), args);
    }
}
