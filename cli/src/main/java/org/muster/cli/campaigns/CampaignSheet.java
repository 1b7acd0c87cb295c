package org.muster.cli.campaigns;

import java.util.Optional;
import org.muster.cli.text.Sheet;
import org.muster.cli.text.TextTable;
import org.muster.cli.workflows.WorkflowTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.WorkflowNumbers;

/** A campaign, and its numbers, for reading. */
final class CampaignSheet {
    private CampaignSheet() {}

    static String text(CampaignDetail detail) {
        CampaignRow row = detail.campaign();
        Sheet sheet = new Sheet()
                .line("campaign", row.campaign() + "  " + row.name())
                .line("status", row.status())
                .line("step", row.step())
                .line("requester", row.requester())
                .line("shifter", row.shifter())
                .line("filed", Units.time(row.requestedAt()) + " UTC")
                .line("closed", row.closedAt().map(time -> Units.time(time) + " UTC"))
                .line("workflows", row.workflowsFinished() + " of " + row.workflows() + " finished")
                .line(
                        "files",
                        Units.count(row.filesProcessed()) + " of " + Units.count(row.filesTotal()) + " processed")
                .line("events", events(row.eventsAchieved(), row.eventsRequested()));
        detail.links().forEach(sheet::line);
        return sheet.text() + "\nPlan, revision " + detail.plan().revision() + "\n" + PlanTable.text(detail.plan())
                + "\nWorkflows\n" + WorkflowTable.text(detail.workflows()) + "\nDecisions\n" + decisions(detail);
    }

    static String text(CampaignNumbers numbers) {
        TextTable table =
                new TextTable(">workflow", ">jobs", "status", ">exit code 0", ">success rate", ">events", "comments");
        for (WorkflowNumbers row : numbers.workflows()) {
            table.row(
                    row.workflow(),
                    Units.count(row.jobs()),
                    row.status(),
                    Units.count(row.exitZero()),
                    Units.percent(row.successRate()),
                    Units.count(row.events()),
                    row.comments());
        }
        return table.textOr("No workflows yet.") + "\n"
                + new Sheet()
                        .line("jobs", Units.count(numbers.jobs()))
                        .line("exit code 0", Units.count(numbers.exitZero()))
                        .line("outputs failed", Units.count(numbers.outputtingFailed()))
                        .line("success rate", Units.percent(numbers.successRate()))
                        .line("events", events(numbers.eventsAchieved(), numbers.eventsRequested()))
                        .line(
                                "files",
                                Units.count(numbers.filesProcessed()) + " of " + Units.count(numbers.filesTotal()))
                        .line("outputs", Units.count(numbers.outputs()) + ", " + Units.bytes(numbers.outputBytes()))
                        .line("CPU", Units.coreHours(numbers.coreHours()))
                        .line("computed", Units.time(numbers.computedAt()) + " UTC")
                        .text();
    }

    private static String events(long achieved, Optional<Long> requested) {
        return Units.count(achieved)
                + requested
                        .map(whole -> " of " + Units.count(whole)
                                + (whole > 0 ? " (" + Units.percent((double) achieved / whole) + ")" : ""))
                        .orElse("");
    }

    private static String decisions(CampaignDetail detail) {
        TextTable table = new TextTable("time (UTC)", "gate", "decision", "by", "role", "meeting", "comment");
        for (DecisionRow row : detail.decisions()) {
            table.row(
                    Units.time(row.decidedAt()),
                    row.gate(),
                    row.decision(),
                    row.decider(),
                    row.role(),
                    row.meeting(),
                    row.comment());
        }
        return table.textOr("None yet.");
    }
}
