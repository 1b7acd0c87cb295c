package org.muster.cli.workflows;

import java.util.List;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.WorkflowRow;

/** Workflows, one a line. */
public final class WorkflowTable {
    private WorkflowTable() {}

    public static String text(List<WorkflowRow> rows) {
        TextTable table = new TextTable(
                ">id",
                "campaign",
                "purpose",
                "state",
                "scope",
                "owner",
                ">files",
                "started (UTC)",
                "finished (UTC)",
                "description");
        for (WorkflowRow row : rows) {
            table.row(
                    row.workflow(),
                    row.campaign(),
                    row.purpose(),
                    row.state(),
                    row.scope(),
                    row.owner(),
                    Units.count(row.filesProcessed()) + "/" + Units.count(row.filesTotal()),
                    Units.time(row.startedAt()),
                    Units.time(row.finishedAt()),
                    row.description());
        }
        return table.textOr("No workflows.");
    }
}
