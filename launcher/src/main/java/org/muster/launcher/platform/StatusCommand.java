package org.muster.launcher.platform;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.cli.ExitCode;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.launcher.LauncherExitCode;
import org.muster.launcher.supervision.ChildState;
import org.muster.launcher.supervision.Supervisor.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster status}. Answers 0 only if every process is healthy. */
@Command(
        name = "status",
        description = "What runs from this data directory. Exit code 0 only if everything is healthy.")
public final class StatusCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private PlatformDirectory directory;

    @Mixin
    private Presentation answer;

    public StatusCommand(Shell shell) {
        this.shell = shell;
        this.directory = new PlatformDirectory(shell);
        this.answer = new Presentation(shell);
    }

    @Override
    public Integer call() {
        DataDirectory data = directory.data();
        Optional<PlatformRecord> found = data.record();
        if (found.isEmpty()) {
            shell.err().println("No platform has been started from " + data.root() + ". Start one: muster up");
            return LauncherExitCode.NOT_RUNNING;
        }
        PlatformRecord record = found.get();
        answer.show(record, () -> heading(record, data) + table(record));
        if (!record.supervised()) {
            return LauncherExitCode.NOT_RUNNING;
        }
        boolean healthy = record.processes().stream()
                .allMatch(process -> shownState(process).equals(ChildState.HEALTHY.toString()));
        return healthy ? ExitCode.OK : LauncherExitCode.NOT_HEALTHY;
    }

    private String heading(PlatformRecord record, DataDirectory data) {
        if (record.supervised()) {
            return "Muster at " + record.url() + ", "
                    + record.phase().toString().toLowerCase(Locale.ROOT) + " since "
                    + Units.time(record.startedAt()) + " UTC, data in " + data.root() + "\n\n";
        }
        if (record.phase() == Phase.STOPPED || record.phase() == Phase.FAILED) {
            return "Not running. Start it: muster up"
                    + (record.failure().isEmpty() ? "" : "\nThe last start failed: " + record.failure()) + "\n\n";
        }
        long left =
                record.processes().stream().filter(PlatformRecord.Row::alive).count();
        return "The supervisor is gone (was it killed?) and " + left + " of its processes run unwatched."
                + " 'muster up' replaces them, 'muster down' stops them.\n\n";
    }

    private static String table(PlatformRecord record) {
        TextTable table = new TextTable("process", "state", ">port", ">pid", "since (UTC)", ">restarts", "last end");
        for (PlatformRecord.Row process : record.processes()) {
            table.row(
                    process.name(),
                    shownState(process),
                    process.port(),
                    process.pid() == 0 ? "" : process.pid(),
                    Units.time(process.since()),
                    process.restarts(),
                    process.lastEnd());
        }
        return table.text();
    }

    /** The record may be older than the death of a process: the process itself is looked at too. */
    private static String shownState(PlatformRecord.Row process) {
        boolean shouldLive = process.pid() != 0;
        return shouldLive && !process.alive() ? "dead" : process.state();
    }
}
