package org.muster.launcher;

import java.util.List;
import org.muster.cli.MusterCli;
import org.muster.cli.shell.Shell;
import org.muster.launcher.demo.DemoCommand;
import org.muster.launcher.platform.DownCommand;
import org.muster.launcher.platform.HiddenCommands;
import org.muster.launcher.platform.LogsCommand;
import org.muster.launcher.platform.Rehearsal;
import org.muster.launcher.platform.StatusCommand;
import org.muster.launcher.platform.UpCommand;

/** {@code muster} as a checkout has it: the platform on this machine, and the whole command line. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        Shell shell = MusterCli.processShell();
        System.exit(run(shell, args));
    }

    static int run(Shell shell, String... args) {
        return MusterCli.run(shell, commands(shell), args);
    }

    /** What a checkout has beside the command line of an installed client. */
    static List<Object> commands(Shell shell) {
        return List.of(
                new UpCommand(shell),
                new DemoCommand(shell),
                new StatusCommand(shell),
                new LogsCommand(shell),
                new DownCommand(shell),
                new HiddenCommands.Supervise(shell),
                new HiddenCommands.Postgres(shell),
                new Rehearsal(shell));
    }
}
