package org.muster.webapp.dashboard;

import java.util.List;
import org.muster.protocol.platform.IncidentRow;

/** What programs have set aside. */
final class IncidentTables {
    private static final List<Column<IncidentRow>> INCIDENTS = List.of(
            Column.of("subject", "For", row -> Cell.text(row.subject()).to(Links.subject(row.subject()))),
            Column.of("source", "Who cannot go on", row -> Cell.text(row.source())),
            Column.of("reason", "Why", row -> Cell.text(row.reason())),
            Column.of("first_seen", "Since", row -> Cell.time(row.firstSeen())),
            Column.of("last_seen", "Tried last", row -> Cell.time(row.lastSeen())),
            Column.of("times", "Times", row -> Cell.count(row.times())),
            Column.of("note", "Note", row -> Cell.text(row.note())));

    private IncidentTables() {}

    static Table of(List<IncidentRow> incidents) {
        return Table.of("incidents", "Set aside", INCIDENTS, incidents);
    }
}
