package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.orchestration.WaitingTasks.WaitingTask;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page: what needs a person now. */
@Controller
final class HomePage {
    /** Rows of each state at most; the list pages have the rest. */
    private static final String SHOWN = "50";

    private static final List<Column<WaitingTask>> TASKS = List.of(
            Column.of("task", "Task", task -> Cell.text(task.name()).to(Links.task(task.id()))),
            Column.of("subject", "For", task -> Cell.text(task.subject()).to(Links.subject(task.subject()))),
            Column.of("assignee", "Assigned to", task -> Cell.text(task.assignee())),
            Column.of("candidates", "Groups", task -> Cell.text(String.join(", ", task.candidates()))),
            Column.of("created_at", "Since", task -> Cell.time(task.createdAt())),
            Column.of("due_at", "Due", task -> Cell.time(task.dueAt())));

    private static final List<Column<Attention>> ATTENTION = List.of(
            Column.of("campaign", "Campaign", row -> Cell.text(row.campaign()).to(Links.campaign(row.campaign()))),
            Column.of("name", "Name", row -> Cell.code(row.name()).to(Links.campaign(row.campaign()))),
            Column.of("why", "Why", row -> Cell.text(row.why())));

    private final DashboardData data;

    HomePage(DashboardData data) {
        this.data = data;
    }

    /** A campaign that somebody should look at, and why. */
    record Attention(CampaignId campaign, String name, String why) {}

    @GetMapping(Links.HOME)
    ModelAndView home(HttpServletRequest request, Viewer viewer) {
        Screen screen = new Screen(Address.of(request), "home", "Now");
        List<CampaignRow> campaigns = data.campaigns(Map.of("limit", SHOWN)).rows();
        List<WorkflowRow> paused = in(WorkflowState.PAUSED);
        List<WorkflowRow> active = Stream.of(WorkflowState.RUNNING, WorkflowState.CHECKING, WorkflowState.FINISHING)
                .flatMap(state -> in(state).stream())
                .toList();
        List<WaitingTask> tasks = data.tasks(viewer);
        List<WorkflowRow> workflows =
                Stream.concat(paused.stream(), active.stream()).toList();
        Collection<WorkflowProgress> progress = data.progress(
                        workflows.stream().map(WorkflowRow::workflow).toList())
                .values();
        return screen.with(Table.of("tasks", "Waiting for you", TASKS, tasks))
                .with(Table.of("attention", "Campaigns needing attention", ATTENTION, attention(campaigns, paused)))
                .with(IncidentTables.of(data.incidents()))
                .with(Table.of("workflows", "Workflows running or paused", WorkflowTables.WORKFLOWS, workflows))
                .with("jobs", jobs(progress))
                .with("allocatorAnswers", data.allocatorAnswers())
                .with("tasksWaiting", tasks.size())
                .with("workflowsRunning", active.size())
                .with("workflowsPaused", paused.size())
                .with("campaignsOpen", campaigns.stream().filter(HomePage::open).count())
                .show();
    }

    private List<WorkflowRow> in(WorkflowState state) {
        return data.workflows(Map.of("state", state.toString(), "limit", SHOWN)).rows();
    }

    private static List<Attention> attention(List<CampaignRow> campaigns, List<WorkflowRow> paused) {
        Map<CampaignId, String> names = new LinkedHashMap<>();
        campaigns.forEach(campaign -> names.put(campaign.campaign(), campaign.name()));
        List<Attention> found = new ArrayList<>();
        for (WorkflowRow workflow : paused) {
            workflow.campaign()
                    .ifPresent(campaign -> found.add(new Attention(
                            campaign,
                            names.getOrDefault(campaign, campaign.toString()),
                            workflow.workflow() + " is paused" + after(workflow.message()))));
        }
        campaigns.stream()
                .filter(campaign -> open(campaign) && campaign.shifter().isEmpty())
                .forEach(campaign ->
                        found.add(new Attention(campaign.campaign(), campaign.name(), "no shifter is appointed yet")));
        return found;
    }

    private static String after(String message) {
        return message.isEmpty() ? "" : ": " + message;
    }

    private static boolean open(CampaignRow campaign) {
        return campaign.closedAt().isEmpty();
    }

    private static Map<String, String> jobs(Collection<WorkflowProgress> workflows) {
        Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
        workflows.stream()
                .flatMap(workflow -> workflow.stages().stream())
                .forEach(stage -> stage.jobs().forEach((state, count) -> jobs.merge(state, count, Long::sum)));
        Map<String, String> now = new LinkedHashMap<>();
        Stream.of(JobState.values())
                .filter(state -> !state.terminal())
                .forEach(state -> now.put(state.toString(), Units.count(jobs.getOrDefault(state, 0L))));
        return now;
    }
}
