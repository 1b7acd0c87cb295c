package org.muster.launcher.platform;

import java.util.concurrent.Callable;
import org.muster.cli.ExitCode;
import org.muster.cli.shell.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster down}. */
@Command(name = "down", description = "Stop the platform of this data directory in order; the data stay.")
public final class DownCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private PlatformDirectory directory;

    public DownCommand(Shell shell) {
        this.shell = shell;
        this.directory = new PlatformDirectory(shell);
    }

    @Override
    public Integer call() throws InterruptedException {
        new Platform(directory.data(), shell.out(), shell.clock()).stop();
        return ExitCode.OK;
    }
}
