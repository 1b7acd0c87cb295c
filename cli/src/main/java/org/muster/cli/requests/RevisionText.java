package org.muster.cli.requests;

import java.util.List;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.muster.protocol.platform.TextDifference;

/** Revisions as the terminal shows them. */
final class RevisionText {
    private RevisionText() {}

    static String table(List<RevisionRow> revisions) {
        TextTable table = new TextTable("revision", "time (UTC)", "by", "jobscripts", "reason");
        for (RevisionRow row : revisions) {
            table.row(
                    row.revision(),
                    Units.time(row.time()),
                    row.author(),
                    String.join(", ", row.jobscripts()),
                    row.reason());
        }
        return table.text();
    }

    /** What is different, as a patch says it. */
    static String differences(RevisionDetail detail) {
        StringBuilder text = new StringBuilder();
        for (TextDifference each : detail.differences()) {
            text.append("--- ")
                    .append(each.name())
                    .append(", +")
                    .append(each.added())
                    .append(" -")
                    .append(each.removed())
                    .append('\n');
            each.lines().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
