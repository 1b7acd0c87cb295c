package org.muster.webapp.dashboard;

import java.util.List;
import org.muster.protocol.platform.IncidentRow;

/** What programs have set aside. */
final class IncidentTables {
    private static final List<PageColumn<IncidentRow>> INCIDENTS = List.of(
            PageColumn.of("subject", "For", row -> Cell.text(row.subject()).to(Links.subject(row.subject()))),
            PageColumn.of("source", "Who cannot go on", row -> Cell.text(row.source())),
            PageColumn.of("reason", "Why", row -> Cell.text(row.reason())),
            PageColumn.of("first_seen", "Since", row -> Cell.time(row.firstSeen())),
            PageColumn.of("last_seen", "Tried last", row -> Cell.time(row.lastSeen())),
            PageColumn.of("times", "Times", row -> Cell.count(row.times())),
            PageColumn.of("note", "Note", row -> Cell.text(row.note())));

    private IncidentTables() {}

    static PageTable of(List<IncidentRow> incidents) {
        return PageTable.of("incidents", "Set aside", INCIDENTS, incidents);
    }
}
