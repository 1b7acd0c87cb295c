package org.muster.launcher.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.muster.cli.CommandErrors.Stopped;
import org.muster.cli.ExitCode;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.supervision.Supervisor;
import org.muster.launcher.supervision.Supervisor.Phase;

/** The process that owns a data directory while its platform runs. It ends in order when it is told to (SIGTERM, SIGINT). */
final class SupervisorProcess {
    private final DataDirectory data;
    private final PlatformSettings settings;
    private final Clock clock;

    SupervisorProcess(DataDirectory data, PlatformSettings settings, Clock clock) {
        this.data = data;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param watch told every change, after it has been recorded */
    int run(Consumer<PlatformRecord> watch) throws IOException, InterruptedException {
        Optional<FileChannel> lock = data.lock();
        if (lock.isEmpty()) {
            throw new Stopped(LauncherExitCode.ALREADY_RUNNING, "Another platform runs from " + data.root());
        }
        try {
            Instant started = clock.instant();
            ProcessHandle self = ProcessHandle.current();
            Supervisor supervisor = new Supervisor(new PlatformPrograms(settings, data).waves(), clock, report -> {
                PlatformRecord record = new PlatformRecord(
                        self.pid(),
                        self.info().startInstant(),
                        started,
                        report.phase(),
                        settings.url(),
                        report.failure(),
                        report.children().stream().map(PlatformRecord.Row::of).toList());
                data.keep(record);
                watch.accept(record);
            });
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                supervisor.requestStop();
                await(ended);
            }));
            try {
                Phase end = supervisor.run();
                JobProcesses.end(data.jobs());
                return end == Phase.FAILED ? LauncherExitCode.NOT_HEALTHY : ExitCode.OK;
            } finally {
                ended.countDown();
            }
        } finally {
            lock.get().close();
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
