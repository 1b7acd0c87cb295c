package org.muster.cli.files;

import java.util.List;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.control.OutputRow;

/** Output files, one a line. */
public final class OutputTable {
    private OutputTable() {}

    public static String text(List<OutputRow> rows) {
        TextTable table = new TextTable(
                "stage", "DID", "state", ">size", ">events", "RSE", "in catalogues", "job", "recorded (UTC)");
        for (OutputRow row : rows) {
            table.row(
                    row.stage(),
                    row.did(),
                    row.state(),
                    Units.bytes(row.sizeBytes()),
                    Units.count(row.events()),
                    row.rse(),
                    row.registered() ? "yes" : "not yet",
                    row.job(),
                    Units.time(row.recordedAt()));
        }
        return table.textOr("No outputs.");
    }
}
