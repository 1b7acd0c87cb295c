package org.muster.cli.workflows;

import org.muster.cli.text.TextTable;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageSettings;

/** What holds of a stage while it runs, for people. */
final class StageSettingsSheet {
    private StageSettingsSheet() {}

    static String text(StageRef stage, StageSettings settings) {
        TextTable table = new TextTable("in quarantine", "since", "by", "because");
        for (Quarantine quarantine : settings.quarantines()) {
            table.row(quarantine.partition(), quarantine.since(), quarantine.by(), quarantine.reason());
        }
        return stage + ": priority " + settings.priority() + ", at most " + settings.maxRunningJobs()
                + " running jobs\n" + table.textOr("Nothing is in quarantine.");
    }
}
