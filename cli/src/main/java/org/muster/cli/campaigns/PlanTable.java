package org.muster.cli.campaigns;

import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;

/** The workflows submission plan as a table with its totals. */
public final class PlanTable {
    private PlanTable() {}

    public static String text(PlanView plan) {
        TextTable table = new TextTable(
                ">#",
                "purpose",
                "sample",
                ">skip",
                ">limit",
                ">remaining",
                ">jobs",
                ">events/job",
                ">events",
                ">files",
                ">size",
                ">tape",
                ">CPU",
                "workflow");
        for (PlannedWorkflow row : plan.workflows()) {
            table.row(
                    row.order(),
                    row.purpose(),
                    row.sample(),
                    Units.count(row.skip()),
                    Units.count(row.limit()),
                    row.remaining().map(Units::count),
                    Units.count(row.jobs()),
                    row.eventsPerJob().map(Units::count),
                    row.events().map(Units::count),
                    Units.count(row.expectedFiles()),
                    Units.bytes(row.expectedBytes()),
                    Units.bytes(row.tapeBytes()),
                    Units.coreHours(row.coreHours()),
                    row.workflow());
        }
        if (plan.workflows().isEmpty()) {
            return "Its samples are files that are there: the plan has their rows once they are frozen, which the filed"
                    + " request begins with.\n";
        }
        return table.text() + "\nIn all " + Units.count(plan.jobs()) + " jobs, " + Units.count(plan.files())
                + " files, "
                + Units.bytes(plan.bytes()) + " (" + Units.bytes(plan.tapeBytes()) + " to tape), "
                + Units.coreHours(plan.coreHours()) + "; at " + Units.count(plan.maxRunningJobs())
                + " running jobs at most it takes about " + Units.span((double) plan.finishSeconds()) + ".\n";
    }
}
