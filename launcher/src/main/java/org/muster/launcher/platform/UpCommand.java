package org.muster.launcher.platform;

import java.util.concurrent.Callable;
import org.muster.cli.ExitCode;
import org.muster.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster up}. */
@Command(
        name = "up",
        description = "Start the whole platform on this machine; the data of an earlier start are used again.")
public final class UpCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private PlatformDirectory directory;

    @Mixin
    private StartOptions options;

    @Option(names = "--foreground", description = "Stay, and stop the platform at Ctrl-C.")
    private boolean foreground;

    public UpCommand(Shell shell) {
        this.shell = shell;
        this.directory = new PlatformDirectory(shell);
        this.options = new StartOptions(shell);
    }

    @Override
    public Integer call() throws Exception {
        DataDirectory data = directory.data();
        PlatformSettings settings = options.settings(data);
        Platform platform = new Platform(data, shell.out(), shell.clock());
        Welcome.Passwords passwords = Welcome.Passwords.before(data);
        platform.prepare(settings);
        shell.out().println("Starting Muster from " + data.root() + " ...");
        shell.out().flush();
        if (foreground) {
            return platform.runInForeground(settings, () -> {
                shell.out().print(Welcome.text(data, settings, passwords) + "Ctrl-C stops it.\n");
                shell.out().flush();
            });
        }
        platform.start(settings);
        shell.out().print(Welcome.text(data, settings, passwords));
        return ExitCode.OK;
    }
}
