package org.muster.cli.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.text.FirstShown;
import org.muster.cli.text.PageOptions;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.control.EventRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster event}. */
@Command(name = "event", description = "Look at what happened.")
public final class EventCommands {
    @Command(description = "Events of workflows, files and jobs, with the filters of justIN's events page.")
    int list(
            @Mixin PlatformOptions platform,
            @Mixin Presentation answer,
            @Mixin PageOptions paging,
            @Mixin FirstShown first,
            @Option(
                            names = "--type",
                            paramLabel = "NUMBER",
                            description = "Number of the event type, as in the column type.")
                    Optional<Integer> type,
            @Option(names = "--workflow", description = "Workflow.", defaultValue = "") String workflow,
            @Option(names = "--stage", description = "Stage number.", defaultValue = "") String stage,
            @Option(names = "--did", description = "File.", defaultValue = "") String did,
            @Option(names = "--job", description = "Jobsub id.", defaultValue = "") String job,
            @Option(names = "--exit", paramLabel = "CODE", description = "Exit code of the jobscript.")
                    Optional<Integer> exit,
            @Option(names = "--site", description = "Site.", defaultValue = "") String site,
            @Option(names = "--entry", description = "Entry.", defaultValue = "") String entry,
            @Option(names = "--rse", description = "RSE.", defaultValue = "") String rse) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("type", type.map(String::valueOf).orElse(""));
        filters.put("workflow", workflow);
        filters.put("stage", stage);
        filters.put("did", did);
        filters.put("job", job);
        filters.put("exit_code", exit.map(String::valueOf).orElse(""));
        filters.put("site", site);
        filters.put("entry", entry);
        filters.put("rse", rse);
        return answer.list(paging, first.with(filters), platform.platform()::events, EventCommands::table);
    }

    private static String table(List<EventRow> rows) {
        TextTable table = new TextTable(
                "event", ">type", "time (UTC)", "workflow", "stage", "file", "job", "site/entry", "RSE", ">exit");
        for (EventRow row : rows) {
            String site = row.site().map(Object::toString).orElse("");
            table.row(
                    row.name(),
                    row.type(),
                    Units.time(row.time()),
                    row.workflow(),
                    row.stage(),
                    row.did(),
                    row.job(),
                    row.entry().map(entry -> site + "/" + entry).orElse(site),
                    row.rse(),
                    row.exitCode());
        }
        return table.textOr("No such events.");
    }
}
