package org.muster.launcher.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds a process again by pid and start time. A time is what {@code platform.json} holds, also of a platform that an earlier
 * version started; what jobs write, in ticks, is a {@link org.muster.protocol.machine.ProcessIdentity}.
 */
public final class RunningProcess {
    /** The kernel counts in hundredths of a second, and from a boot time that is an estimate. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private RunningProcess() {}

    public static Optional<ProcessHandle> find(long pid, Optional<Instant> started) {
        if (pid <= 0) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid).filter(RunningProcess::alive).filter(handle -> same(handle, started));
    }

    /** In a container nobody may collect a process whose parent was killed; it is over all the same. */
    public static boolean alive(ProcessHandle process) {
        return process.isAlive() && !zombie(process.pid());
    }

    private static boolean zombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean same(ProcessHandle handle, Optional<Instant> started) {
        Optional<Instant> actual = handle.info().startInstant();
        if (started.isEmpty() || actual.isEmpty()) {
            return false;
        }
        return Duration.between(started.get(), actual.get()).abs().compareTo(TOLERANCE) < 0;
    }
}
