package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.job.JobState;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.TaskRow;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.CampaignViews;
import org.muster.webapp.incidents.Incidents;
import org.muster.webapp.orchestration.WaitingTasks;
import org.muster.webapp.workflows.WorkflowViews;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page: what needs a person now. */
@Controller
final class HomePage {
    /** Rows of each state at most; the list pages have the rest. */
    private static final int MAX_SHOWN = 50;

    private static final Set<WorkflowState> ACTIVE =
            EnumSet.of(WorkflowState.RUNNING, WorkflowState.CHECKING, WorkflowState.FINISHING);

    private static final List<PageColumn<TaskRow>> TASKS = List.of(
            PageColumn.of("task", "Task", task -> Cell.text(task.name()).to(Links.task(task.task()))),
            PageColumn.of(
                    "subject",
                    "For",
                    task -> Cell.text(task.subject())
                            .to(task.subject().map(Links::subject).orElse(""))),
            PageColumn.of("assignee", "Assigned to", task -> Cell.text(task.assignee())),
            PageColumn.of("groups", "Groups", task -> Cell.text(String.join(", ", task.groups()))),
            PageColumn.of("created_at", "Since", task -> Cell.time(task.createdAt())),
            PageColumn.of("due_at", "Due", task -> Cell.time(task.dueAt())));

    private static final List<PageColumn<Attention>> ATTENTION = List.of(
            PageColumn.of(
                    "campaign", "Campaign", row -> Cell.text(row.campaign()).to(Links.campaign(row.campaign()))),
            PageColumn.of("name", "Name", row -> Cell.code(row.name()).to(Links.campaign(row.campaign()))),
            PageColumn.of("why", "Why", row -> Cell.text(row.why())));

    private final CampaignViews campaigns;
    private final WorkflowViews workflows;
    private final Incidents incidents;
    private final WaitingTasks tasks;

    HomePage(CampaignViews campaigns, WorkflowViews workflows, Incidents incidents, WaitingTasks tasks) {
        this.campaigns = campaigns;
        this.workflows = workflows;
        this.incidents = incidents;
        this.tasks = tasks;
    }

    /** A campaign that somebody should look at, and why. */
    record Attention(CampaignId campaign, String name, String why) {}

    @GetMapping(Links.HOME)
    ModelAndView home(HttpServletRequest request, Viewer viewer) {
        Screen screen = new Screen(Address.of(request), "home", "Now");
        List<Campaign> open = campaigns.open(MAX_SHOWN);
        List<WorkflowRow> paused = in(WorkflowState.PAUSED);
        List<WorkflowRow> shown = Stream.concat(paused.stream(), ACTIVE.stream().flatMap(state -> in(state).stream()))
                .toList();
        List<TaskRow> waiting = tasks.of(viewer.person(), Map.of()).rows();
        Map<WorkflowState, Long> counts = workflows.countsAtWork();
        return screen.with(PageTable.of("tasks", "Waiting for you", TASKS, waiting))
                .with(PageTable.of("attention", "Campaigns needing attention", ATTENTION, attention(open, paused)))
                .with(IncidentTables.of(incidents.page(Map.of("open", "true")).rows()))
                .with(PageTable.of("workflows", "Workflows running or paused", WorkflowTables.WORKFLOWS, shown))
                .with("jobs", jobs(workflows.jobs()))
                .with("tasksWaiting", waiting.size())
                .with(
                        "workflowsRunning",
                        ACTIVE.stream()
                                .mapToLong(state -> counts.getOrDefault(state, 0L))
                                .sum())
                .with("workflowsPaused", counts.getOrDefault(WorkflowState.PAUSED, 0L))
                .with("campaignsOpen", campaigns.open())
                .show();
    }

    private List<WorkflowRow> in(WorkflowState state) {
        return workflows
                .page(Map.of("state", state.toString(), "limit", Integer.toString(MAX_SHOWN)))
                .rows();
    }

    private static List<Attention> attention(List<Campaign> campaigns, List<WorkflowRow> paused) {
        Map<CampaignId, String> names = new LinkedHashMap<>();
        campaigns.forEach(campaign -> names.put(campaign.id(), campaign.name()));
        List<Attention> found = new ArrayList<>();
        for (WorkflowRow workflow : paused) {
            workflow.campaign()
                    .ifPresent(campaign -> found.add(new Attention(
                            campaign,
                            names.getOrDefault(campaign, campaign.toString()),
                            workflow.workflow() + " is paused"
                                    + workflow.message().map(why -> ": " + why).orElse(""))));
        }
        campaigns.stream()
                .filter(campaign -> campaign.shifter().isEmpty())
                .forEach(campaign ->
                        found.add(new Attention(campaign.id(), campaign.name(), "no shifter is appointed yet")));
        return found;
    }

    private static Map<String, String> jobs(Map<JobState, Long> jobs) {
        Map<String, String> now = new LinkedHashMap<>();
        Stream.of(JobState.values())
                .filter(state -> !state.terminal())
                .forEach(state -> now.put(state.toString(), Units.count(jobs.getOrDefault(state, 0L))));
        return now;
    }
}
