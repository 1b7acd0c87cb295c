package org.muster.cli.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.ArchiveRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster archive}. */
@Command(name = "archive", description = "Look at what has left the database.")
public final class ArchiveCommands {
    private final Shell shell;

    public ArchiveCommands(Shell shell) {
        this.shell = shell;
    }

    @Command(description = "Events by the months that they leave with, and the files that they went to.")
    int list(@Mixin PlatformOptions platform, @Mixin Presentation answer) {
        List<ArchiveRow> rows = platform.platform().archives(Map.of());
        return answer.show(rows, () -> {
            TextTable table = new TextTable(
                    ">number", "state", "from (UTC)", "to (UTC)", "leaves (UTC)", "file", ">events in it", ">its size");
            for (ArchiveRow row : rows) {
                table.row(
                        row.number(),
                        row.state(),
                        Units.time(row.openedAt()),
                        Units.time(row.closedAt()),
                        Units.time(row.leavesAt()),
                        row.file().map(ArchiveRow.EventsFileRow::name),
                        row.file().map(file -> Units.count(file.events())),
                        row.file().map(file -> Units.bytes(file.bytes())));
            }
            return table.textOr("No events yet.");
        });
    }

    @Command(description = "Events in a file of the archive, which is on this machine.")
    int show(
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Parameters(paramLabel = "FILE", description = "Such as events-0003-2026-11-01-to-2026-12-01.csv.gz.")
                    Path file,
            @Option(names = "--workflow", description = "Only of this workflow, such as w12.")
                    Optional<WorkflowId> workflow,
            @Option(names = "--type", paramLabel = "NUMBER", description = "Only of this type.") Optional<Integer> type,
            @Option(names = "--did", description = "Only of this file.", defaultValue = "") String did,
            @Option(names = "--job", description = "Only of this job, by its jobsub id.", defaultValue = "") String job)
            throws IOException {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(
                "workflow_id", workflow.map(id -> Integer.toString(id.number())).orElse(""));
        wanted.put("type", type.map(String::valueOf).orElse(""));
        wanted.put("did", did);
        wanted.put("jobsub_id", job);
        try (ArchivedEvents events = ArchivedEvents.in(shell.directory().resolve(file))) {
            return answer.list(paging, wanted, events::page, ArchiveCommands::table);
        }
    }

    private static String table(List<Map<String, String>> rows) {
        TextTable table =
                new TextTable("event", ">type", "time (UTC)", "workflow", "file", "job", "site", "RSE", ">exit");
        for (Map<String, String> row : rows) {
            table.row(
                    cell(row, "name"),
                    cell(row, "type"),
                    cell(row, "time"),
                    "w" + cell(row, "workflow_id"),
                    cell(row, "did"),
                    cell(row, "jobsub_id"),
                    cell(row, "site"),
                    cell(row, "rse"),
                    cell(row, "exit_code"));
        }
        return table.textOr("No such events in this file.");
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
