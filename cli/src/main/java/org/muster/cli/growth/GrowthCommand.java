package org.muster.cli.growth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.cli.session.PlatformOptions;
import org.muster.cli.shell.Shell;
import org.muster.cli.text.Presentation;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.TableGrowth;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster growth}. */
@Command(
        name = "growth",
        description = "What grows in the database, and when it ends.",
        footer = {"", "Example: muster growth --plan --keep-days 366"})
public final class GrowthCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private PlatformOptions platform;

    @Mixin
    private Presentation answer;

    @ArgGroup(exclusive = false)
    private Plan plan = new Plan();

    private static final class Plan {
        @Option(names = "--plan", required = true, description = "What could leave the database now; nothing does.")
        private boolean wanted;

        @Option(
                names = "--keep-days",
                paramLabel = "DAYS",
                description = "With --plan: if events were kept for so many days, whatever is configured.")
        private Optional<Integer> keepDays = Optional.empty();
    }

    public GrowthCommand(Shell shell) {
        this.shell = shell;
        this.platform = new PlatformOptions(shell);
        this.answer = new Presentation(shell);
    }

    @Override
    public Integer call() {
        if (plan.wanted) {
            List<ArchiveRow> leaving = platform.platform().archives(supposed()).stream()
                    .filter(row -> row.leavesAt()
                            .filter(at -> !at.isAfter(shell.clock().instant()))
                            .isPresent())
                    .toList();
            return answer.show(leaving, () -> leaving(leaving));
        }
        List<TableGrowth> tables = platform.platform().growth();
        return answer.show(tables, () -> tables(tables));
    }

    private Map<String, String> supposed() {
        return plan.keepDays
                .map(days -> Map.of("keep_days", Integer.toString(days)))
                .orElse(Map.of());
    }

    private static String tables(List<TableGrowth> tables) {
        TextTable table = new TextTable("table", ">rows", ">size", ">rows a day", ">size a day", "what ends it");
        for (TableGrowth each : tables) {
            table.row(
                    each.table(),
                    Units.count(each.rows()),
                    Units.bytes(each.bytes()),
                    each.rowsPerDay().map(Units::count),
                    each.bytesPerDay().map(Units::bytes),
                    each.end());
        }
        return table.textOr("No tables.");
    }

    private static String leaving(List<ArchiveRow> leaving) {
        if (leaving.isEmpty()) {
            return "Nothing would leave now.\n";
        }
        TextTable table = new TextTable(">events of", "from (UTC)", "to (UTC)", ">rows", ">size");
        leaving.forEach(row -> table.row(
                row.number(),
                Units.time(row.openedAt()),
                Units.time(row.closedAt()),
                Units.count(row.rows()),
                Units.bytes(row.bytes())));
        return table.text()
                + Units.count(leaving.stream().mapToLong(ArchiveRow::rows).sum()) + " rows, "
                + Units.bytes(leaving.stream().mapToLong(ArchiveRow::bytes).sum()) + ", would leave now.\n";
    }
}
