package org.muster.launcher.platform;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.muster.cli.shell.Shell;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.postgres.PostgresServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the launcher runs of itself in processes of their own; nothing for people. */
public final class HiddenCommands {
    private HiddenCommands() {}

    /** The supervisor. */
    @Command(name = "supervise", hidden = true)
    public static final class Supervise implements Callable<Integer> {
        private final Shell shell;

        @Mixin
        private PlatformDirectory directory;

        public Supervise(Shell shell) {
            this.shell = shell;
            this.directory = new PlatformDirectory(shell);
        }

        @Override
        public Integer call() throws Exception {
            DataDirectory data = directory.data();
            return new SupervisorProcess(data, data.settings(), shell.clock()).run(record -> {});
        }
    }

    /** The embedded database. */
    @Command(name = "postgres-server", hidden = true)
    public static final class Postgres implements Callable<Integer> {
        private final Shell shell;

        @Option(names = "--directory", required = true)
        private Path directory = Path.of("");

        @Option(names = "--binaries", required = true)
        private Path binaries = Path.of("");

        @Option(names = "--port", required = true)
        private int port;

        public Postgres(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() throws Exception {
            new PostgresServer(
                            directory,
                            binaries,
                            port,
                            shell.variable("MUSTER_PG_ADMIN_PASSWORD"),
                            shell.variable("MUSTER_DB_PASSWORD"))
                    .serve(shell.out());
            return LauncherExitCode.PROGRAM_ENDED;
        }
    }
}
