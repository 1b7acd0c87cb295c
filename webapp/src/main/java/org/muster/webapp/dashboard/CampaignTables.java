package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.WorkflowNumbers;

/** Tables about campaigns. */
final class CampaignTables {
    static final List<PageColumn<CampaignRow>> CAMPAIGNS = List.of(
            PageColumn.of(
                    "campaign", "Campaign", row -> Cell.text(row.campaign()).to(Links.campaign(row.campaign()))),
            PageColumn.of("name", "Name", row -> Cell.code(row.name()).to(Links.campaign(row.campaign()))),
            PageColumn.of("requester", "Requester", row -> Cell.text(row.requester())),
            PageColumn.of("shifter", "Shifter", row -> Cell.text(row.shifter())),
            PageColumn.of("step", "Step", row -> row.step().map(Cell::state).orElse(Cell.nothing())),
            PageColumn.of("status", "Status", row -> Cell.state(row.status())),
            PageColumn.of("workflows_finished", "Workflows finished", row -> Cell.count(row.workflowsFinished())),
            PageColumn.of("workflows", "Workflows", row -> Cell.count(row.workflows())),
            PageColumn.of("files_processed", "Files processed", row -> Cell.count(row.filesProcessed())),
            PageColumn.of("files_total", "Files", row -> Cell.count(row.filesTotal())),
            PageColumn.of("events_achieved", "Events achieved", row -> Cell.count(row.eventsAchieved())),
            PageColumn.of("events_requested", "Events requested", row -> Cell.count(row.eventsRequested())),
            PageColumn.of(
                    "progress",
                    "Progress",
                    row -> Cell.part(row.eventsAchieved(), row.eventsRequested().orElse(0L))),
            PageColumn.of("requested_at", "Requested", row -> Cell.time(row.requestedAt())),
            PageColumn.of("closed_at", "Closed", row -> Cell.time(row.closedAt())));

    private static final List<PageColumn<PlannedWorkflow>> PLAN = List.of(
            PageColumn.of("slice", "Slice", row -> Cell.code(row.slice().toString())),
            PageColumn.of("order", "Order", row -> Cell.count(row.order())),
            PageColumn.of("purpose", "Purpose", row -> Cell.text(row.purpose())),
            PageColumn.of("sample", "Sample", row -> Cell.code(row.sample())),
            PageColumn.of("jobs", "Jobs", row -> Cell.count(row.jobs())),
            PageColumn.of("skip", "Skip", row -> Cell.count(row.skip())),
            PageColumn.of("limit", "Limit", row -> Cell.count(row.limit())),
            PageColumn.of("remaining", "Remaining", row -> Cell.count(row.remaining())),
            PageColumn.of("events_per_job", "Events per job", row -> Cell.count(row.eventsPerJob())),
            PageColumn.of("events", "Events", row -> Cell.count(row.events())),
            PageColumn.of("expected_files", "Files", row -> Cell.count(row.expectedFiles())),
            PageColumn.of("expected_bytes", "Disk", row -> Cell.bytes(row.expectedBytes())),
            PageColumn.of("tape_bytes", "Tape", row -> Cell.bytes(row.tapeBytes())),
            PageColumn.of("core_hours", "Core hours", row -> Cell.hours(row.coreHours())),
            PageColumn.of(
                    "workflow",
                    "Workflow",
                    row -> row.workflow()
                            .map(workflow -> Cell.text(workflow).to(Links.workflow(workflow)))
                            .orElse(Cell.nothing())));

    private static final List<PageColumn<DecisionRow>> DECISIONS = List.of(
            PageColumn.of("time", "Time", row -> Cell.time(row.decidedAt())),
            PageColumn.of("gate", "Gate", row -> Cell.text(row.gate())),
            PageColumn.of("decision", "Decision", row -> Cell.state(row.decision())),
            PageColumn.of("decider", "Decider", row -> Cell.text(row.decider())),
            PageColumn.of("role", "Role", row -> Cell.text(row.role())),
            PageColumn.of("meeting", "Meeting", row -> Cell.text(row.meeting())),
            PageColumn.of("numbers_seen", "Numbers seen", row -> Cell.text(listed(row.numbersSeen()))),
            PageColumn.of("comment", "Comment", row -> Cell.text(row.comment())));

    private static final List<PageColumn<LogEntry>> LOG = List.of(
            PageColumn.of("time", "Time", entry -> Cell.time(entry.time())),
            PageColumn.of("author", "Author", entry -> Cell.text(entry.author())),
            PageColumn.of("text", "Entry", entry -> Cell.text(entry.text())));

    /** The weekly table: these columns in this order. */
    private static final List<PageColumn<WorkflowNumbers>> NUMBERS = List.of(
            PageColumn.of(
                    "workflow_id",
                    "Workflow id",
                    row -> Cell.text(row.workflow().number()).to(Links.workflow(row.workflow()))),
            PageColumn.of("jobs", "# jobs", row -> Cell.count(row.jobs())),
            PageColumn.of("status", "Status", row -> Cell.state(row.status())),
            PageColumn.of("exit_zero", "# jobs error code=0", row -> Cell.count(row.exitZero())),
            PageColumn.of("success_rate", "Success rate", row -> Cell.percent(row.successRate())),
            PageColumn.of("events", "# of events", row -> Cell.count(row.events())),
            PageColumn.of("comments", "Comments", row -> Cell.text(row.comments())));

    private CampaignTables() {}

    static PageTable plan(CampaignDetail detail) {
        PlanView plan = detail.plan();
        Map<WorkflowId, WorkflowState> states = SliceOffer.states(detail);
        List<PageColumn<PlannedWorkflow>> columns = new ArrayList<>(PLAN);
        columns.add(PageColumn.of(
                "state",
                "State",
                row -> row.workflow().map(states::get).map(Cell::state).orElse(Cell.nothing())));
        Cell none = Cell.nothing();
        long inputs =
                plan.workflows().stream().mapToLong(PlannedWorkflow::limit).sum();
        return PageTable.of("plan", "Workflows submission plan", columns, plan.workflows())
                .withTotals(List.of(
                        Cell.text("Total"),
                        none,
                        none,
                        none,
                        Cell.count(plan.jobs()),
                        none,
                        Cell.count(inputs),
                        none,
                        none,
                        Cell.count(plan.events()),
                        Cell.count(plan.files()),
                        Cell.bytes(plan.bytes()),
                        Cell.bytes(plan.tapeBytes()),
                        Cell.hours(plan.coreHours()),
                        none,
                        none));
    }

    static PageTable decisions(List<DecisionRow> decisions) {
        return PageTable.of("decisions", "Decisions", DECISIONS, decisions);
    }

    static PageTable log(List<LogEntry> log) {
        return PageTable.of("log", "Shifter log", LOG, log);
    }

    static PageTable numbers(CampaignNumbers numbers) {
        return PageTable.of("numbers", "Numbers", NUMBERS, numbers.workflows()).withTotals(totals(numbers));
    }

    private static List<Cell> totals(CampaignNumbers numbers) {
        return List.of(
                Cell.text("Total"),
                Cell.count(numbers.jobs()),
                Cell.nothing(),
                Cell.count(numbers.exitZero()),
                Cell.percent(numbers.successRate()),
                Cell.count(numbers.workflows().stream()
                        .mapToLong(WorkflowNumbers::events)
                        .sum()),
                Cell.nothing());
    }

    private static String listed(Map<String, String> numbers) {
        return numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().replace('_', ' ') + " " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
