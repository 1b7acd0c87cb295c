package org.muster.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.util.FileUtils;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.cli.shell.Shell;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.platform.DataDirectory;
import org.muster.launcher.platform.Platform;
import org.muster.launcher.platform.PlatformDirectory;
import org.muster.launcher.platform.PlatformSettings;
import org.muster.launcher.platform.StartOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster demo}. */
@Command(
        name = "demo",
        description = "One campaign from request to close-out on a platform of its own, with a check of the result."
                + " Exit code 0 only if the result is right.")
public final class DemoCommand implements Callable<Integer> {
    static final long DEFAULT_LIMIT_MINUTES = 15;

    /** A person with a browser takes their time; a forgotten demo still ends. */
    private static final Duration BY_HAND_LIMIT = Duration.ofHours(8);

    private final Shell shell;

    @Mixin
    private PlatformDirectory directory;

    @Mixin
    private StartOptions options;

    @Option(names = "--by-hand", description = "Stop at each task and say where to click, as whom.")
    private boolean byHand;

    @Option(names = "--keep", description = "Leave the platform running at the end.")
    private boolean keep;

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "The request to file (default examples/first-campaign.yaml).")
    private String request = "";

    @Option(
            names = "--time-limit",
            paramLabel = "MINUTES",
            description = "How long the campaign may take (default " + DEFAULT_LIMIT_MINUTES + ").")
    private long limitMinutes = DEFAULT_LIMIT_MINUTES;

    public DemoCommand(Shell shell) {
        this.shell = shell;
        this.directory = new PlatformDirectory(shell);
        this.options = new StartOptions(shell);
    }

    @Override
    public Integer call() throws Exception {
        DataDirectory data = directory.dataOr(".muster/demo");
        PlatformSettings settings = options.settings(data);
        Path file = request.isEmpty()
                ? settings.home().resolve("examples").resolve("first-campaign.yaml")
                : shell.directory().resolve(request);
        Platform platform = new Platform(data, shell.out(), shell.clock());
        if (!directory.given()) {
            platform.refuseSecond();
            removeEarlier(data);
        }
        platform.prepare(settings);
        shell.out().println("Starting Muster for the demo from " + data.root() + " ...");
        shell.out().flush();
        AtomicBoolean running = new AtomicBoolean(!keep);
        Thread interrupted = new Thread(() -> stop(platform, running));
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            platform.start(settings);
            Duration limit = byHand ? BY_HAND_LIMIT : Duration.ofMinutes(limitMinutes);
            return new Demo(shell, data, settings, byHand ? Demo.Hands.PERSON : Demo.Hands.SCRIPT, limit).play(file);
        } catch (DemoLost e) {
            throw new Stopped(
                    LauncherExitCode.DEMO_LOST,
                    e.getMessage() + "\nThe logs are in " + data.root().resolve("logs") + ".");
        } finally {
            if (keep) {
                shell.out()
                        .println("The platform still runs. Look: " + settings.url()
                                + "   Stop it: muster down --data-dir " + data.root());
            } else {
                stop(platform, running);
            }
            shell.out().flush();
        }
    }

    private void stop(Platform platform, AtomicBoolean running) {
        if (!running.getAndSet(false)) {
            return;
        }
        try {
            platform.stop();
        } catch (Stopped e) {
            // A start that failed has stopped everything already.
            if (e.exitCode() != LauncherExitCode.NOT_RUNNING) {
                shell.err().println(e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shell.out().flush();
    }

    /** Every demo begins with an empty platform. Only a directory that Muster made is removed. */
    private static void removeEarlier(DataDirectory data) {
        if (!data.isPlatform()) {
            return;
        }
        try {
            FileUtils.delete(data.root().toFile(), FileUtils.RECURSIVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the demo before this one, " + data.root(), e);
        }
    }
}
