package org.muster.cli.repairs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Answer;
import org.muster.cli.text.Paging;
import org.muster.cli.text.Table;
import org.muster.cli.text.Units;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.RepairListRow;
import org.muster.protocol.platform.RepairRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster repairs}. */
@Command(
        name = "repairs",
        description =
                "Where ledger and catalogues differ, and what is done about it. Data management decides in Tasklist.",
        footer = {"", "Examples: muster repairs --lists", "          muster repairs --list 3 --outcome failed"})
public final class RepairsCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions platform;

    @Mixin
    private Answer answer;

    @Mixin
    private Paging paging = new Paging();

    @Option(names = "--lists", description = "The lists and their decisions instead of each repair.")
    private boolean lists;

    @Option(names = "--list", paramLabel = "N", description = "Only of this list.")
    private String list = "";

    @Option(names = "--state", description = "Only of lists that are open, approved, refused, finished or withdrawn.")
    private String state = "";

    @Option(names = "--kind", description = "Only of this kind, such as missing_in_rucio.")
    private String kind = "";

    @Option(names = "--outcome", description = "Only waiting, done or failed ones.")
    private String outcome = "";

    @Option(names = "--workflow", description = "Only of this workflow's outputs.")
    private String workflow = "";

    @Option(names = "--dataset", paramLabel = "DID", description = "Only of this dataset.")
    private String dataset = "";

    public RepairsCommand(Shell shell) {
        this.platform = new PlatformOptions(shell);
        this.answer = new Answer(shell);
    }

    @Override
    public Integer call() {
        Map<String, String> filters = new HashMap<>();
        filters.put("state", state);
        if (lists) {
            Page<RepairListRow> page = platform.platform().repairLists(paging.with(filters));
            return answer.page(page, () -> lists(page.rows()));
        }
        filters.put("list", list);
        filters.put("kind", kind);
        filters.put("outcome", outcome);
        filters.put("workflow", workflow);
        filters.put("dataset", dataset);
        Page<RepairRow> page = platform.platform().repairs(paging.with(filters));
        return answer.page(page, () -> repairs(page.rows()));
    }

    private static String lists(List<RepairListRow> rows) {
        Table table = new Table(
                ">list", "state", ">files", ">size", ">done", ">failed", "found (UTC)", "decided by", "comment");
        for (RepairListRow row : rows) {
            table.row(
                    row.list(),
                    row.state(),
                    Units.count(row.files()),
                    Units.bytes(row.bytes()),
                    Units.count(row.done()),
                    Units.count(row.failed()),
                    Units.time(row.foundAt()),
                    row.decidedBy(),
                    row.comment());
        }
        return table.textOr("No repair lists: ledger and catalogues agree.");
    }

    private static String repairs(List<RepairRow> rows) {
        Table table =
                new Table(">list", "state", "wrong", "DID", "dataset", ">size", "what was found", "outcome", "problem");
        for (RepairRow row : rows) {
            table.row(
                    row.list(),
                    row.state(),
                    row.kind(),
                    row.did(),
                    row.dataset(),
                    Units.bytes(row.sizeBytes()),
                    row.detail(),
                    row.outcome(),
                    row.problem());
        }
        return table.textOr("No repairs.");
    }
}
