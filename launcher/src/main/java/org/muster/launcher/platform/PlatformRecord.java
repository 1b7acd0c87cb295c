package org.muster.launcher.platform;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.launcher.supervision.ChildReport;
import org.muster.launcher.supervision.RunningProcess;
import org.muster.launcher.supervision.Supervisor;

/**
 * What runs, for whoever asks: {@code run/platform.json}, written by the supervisor at every change.
 *
 * @param supervisorStarted with the pid it names the process for good, though pids are used again
 * @param failure why the start failed; empty otherwise
 */
public record PlatformRecord(
        long supervisor,
        Optional<Instant> supervisorStarted,
        Instant startedAt,
        Supervisor.Phase phase,
        URI url,
        String failure,
        List<Row> processes) {
    public PlatformRecord {
        processes = List.copyOf(processes);
    }

    /** One process; {@code state} as people read it. */
    public record Row(
            String name,
            String state,
            long pid,
            Optional<Instant> processStarted,
            int port,
            Instant since,
            int restarts,
            String lastEnd) {
        static Row of(ChildReport report) {
            return new Row(
                    report.name(),
                    report.state().toString().toLowerCase(Locale.ROOT),
                    report.pid(),
                    report.processStarted(),
                    report.port(),
                    report.since(),
                    report.restarts(),
                    report.lastEnd());
        }

        boolean alive() {
            return RunningProcess.find(pid, processStarted).isPresent();
        }
    }

    public boolean supervised() {
        return RunningProcess.find(supervisor, supervisorStarted).isPresent();
    }
}
