package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    static final List<Column<CampaignRow>> CAMPAIGNS = List.of(
            Column.of("campaign", "Campaign", row -> Cell.text(row.campaign()).to(Links.campaign(row.campaign()))),
            Column.of("name", "Name", row -> Cell.code(row.name()).to(Links.campaign(row.campaign()))),
            Column.of("requester", "Requester", row -> Cell.text(row.requester())),
            Column.of("shifter", "Shifter", row -> Cell.text(row.shifter())),
            Column.of("step", "Step", row -> row.step().map(Cell::state).orElse(Cell.nothing())),
            Column.of("status", "Status", row -> Cell.state(row.status())),
            Column.of("workflows_finished", "Workflows finished", row -> Cell.count(row.workflowsFinished())),
            Column.of("workflows", "Workflows", row -> Cell.count(row.workflows())),
            Column.of("files_processed", "Files processed", row -> Cell.count(row.filesProcessed())),
            Column.of("files_total", "Files", row -> Cell.count(row.filesTotal())),
            Column.of("events_achieved", "Events achieved", row -> Cell.count(row.eventsAchieved())),
            Column.of("events_requested", "Events requested", row -> Cell.count(row.eventsRequested())),
            Column.of("progress", "Progress", row -> Cell.part(row.eventsAchieved(), row.eventsRequested())),
            Column.of("requested_at", "Requested", row -> Cell.time(row.requestedAt())),
            Column.of("closed_at", "Closed", row -> Cell.time(row.closedAt())));

    private static final List<Column<PlannedWorkflow>> PLAN = List.of(
            Column.of("slice", "Slice", row -> Cell.code(row.slice().toString())),
            Column.of("order", "Order", row -> Cell.count(row.order())),
            Column.of("purpose", "Purpose", row -> Cell.text(row.purpose())),
            Column.of("sample", "Sample", row -> Cell.code(row.sample())),
            Column.of("jobs", "Jobs", row -> Cell.count(row.jobs())),
            Column.of("counters", "Counters", row -> Cell.count(row.counters())),
            Column.of("events_per_job", "Events per job", row -> Cell.count(row.eventsPerJob())),
            Column.of("events", "Events", row -> Cell.count(row.events())),
            Column.of("expected_files", "Files", row -> Cell.count(row.expectedFiles())),
            Column.of("expected_bytes", "Disk", row -> Cell.bytes(row.expectedBytes())),
            Column.of("tape_bytes", "Tape", row -> Cell.bytes(row.tapeBytes())),
            Column.of("core_hours", "Core hours", row -> Cell.hours(row.coreHours())),
            Column.of(
                    "workflow",
                    "Workflow",
                    row -> row.workflow()
                            .map(workflow -> Cell.text(workflow).to(Links.workflow(workflow)))
                            .orElse(Cell.nothing())));

    private static final List<Column<DecisionRow>> DECISIONS = List.of(
            Column.of("time", "Time", row -> Cell.time(row.decidedAt())),
            Column.of("gate", "Gate", row -> Cell.text(row.gate())),
            Column.of("decision", "Decision", row -> Cell.state(row.decision())),
            Column.of("decider", "Decider", row -> Cell.text(row.decider())),
            Column.of("role", "Role", row -> Cell.text(row.role())),
            Column.of("meeting", "Meeting", row -> Cell.text(row.meeting())),
            Column.of("numbers_seen", "Numbers seen", row -> Cell.text(listed(row.numbersSeen()))),
            Column.of("comment", "Comment", row -> Cell.text(row.comment())));

    private static final List<Column<LogEntry>> LOG = List.of(
            Column.of("time", "Time", entry -> Cell.time(entry.time())),
            Column.of("author", "Author", entry -> Cell.text(entry.author())),
            Column.of("text", "Entry", entry -> Cell.text(entry.text())));

    /** The weekly table: these columns in this order. */
    private static final List<Column<WorkflowNumbers>> NUMBERS = List.of(
            Column.of(
                    "workflow_id",
                    "Workflow id",
                    row -> Cell.text(row.workflow().number()).to(Links.workflow(row.workflow()))),
            Column.of("jobs", "# jobs", row -> Cell.count(row.jobs())),
            Column.of("status", "Status", row -> Cell.state(row.status())),
            Column.of("exit_zero", "# jobs error code=0", row -> Cell.count(row.exitZero())),
            Column.of("success_rate", "Success rate", row -> Cell.percent(row.successRate())),
            Column.of("events", "# of events", row -> Cell.count(row.events())),
            Column.of("comments", "Comments", row -> Cell.text(row.comments())));

    private CampaignTables() {}

    static Table plan(CampaignDetail detail) {
        PlanView plan = detail.plan();
        Map<WorkflowId, WorkflowState> states = SliceOffer.states(detail);
        List<Column<PlannedWorkflow>> columns = new ArrayList<>(PLAN);
        columns.add(Column.of(
                "state",
                "State",
                row -> row.workflow().map(states::get).map(Cell::state).orElse(Cell.nothing())));
        Cell none = Cell.nothing();
        long events =
                plan.workflows().stream().mapToLong(PlannedWorkflow::events).sum();
        long counters =
                plan.workflows().stream().mapToLong(PlannedWorkflow::counters).sum();
        return Table.of("plan", "Workflows submission plan", columns, plan.workflows())
                .withTotals(List.of(
                        Cell.text("Total"),
                        none,
                        none,
                        none,
                        Cell.count(plan.jobs()),
                        Cell.count(counters),
                        none,
                        Cell.count(events),
                        Cell.count(plan.files()),
                        Cell.bytes(plan.bytes()),
                        Cell.bytes(plan.tapeBytes()),
                        Cell.hours(plan.coreHours()),
                        none,
                        none));
    }

    static Table decisions(List<DecisionRow> decisions) {
        return Table.of("decisions", "Decisions", DECISIONS, decisions);
    }

    static Table log(List<LogEntry> log) {
        return Table.of("log", "Shifter log", LOG, log);
    }

    static Table numbers(Optional<CampaignNumbers> numbers) {
        Table table = Table.of(
                "numbers",
                "Numbers",
                NUMBERS,
                numbers.map(CampaignNumbers::workflows).orElse(List.of()));
        return numbers.map(known -> table.withTotals(totals(known))).orElse(table);
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
