package org.muster.workers.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.workflow.WorkflowState;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.workers.requests.FiledRequest;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/**
 * Wrong files outside the test scope are costly to remove: before any are made, the numbers of events must be the plan's and
 * not the test's, the scope a production scope, and images and code pinned.
 */
@Component
final class Preflight implements TaskHandler {
    private static final String EVENTS = "EVENTS_PER_JOB";
    private static final String CODE_TAG = "CODE_TAG";

    private final PlatformClient platform;
    private final TestingSettings settings;

    Preflight(PlatformClient platform, TestingSettings settings) {
        this.platform = platform;
        this.settings = settings;
    }

    @Override
    public Topic topic() {
        return Topic.PREFLIGHT;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID);
    }

    @Override
    public Outcome handle(Task task) {
        CampaignDetail campaign = platform.campaign(task.campaign());
        FiledRequest request = FiledRequest.read(campaign.request());
        Problems problems = new Problems();
        scope(problems);
        plan(campaign.plan().workflows(), request, problems);
        tested(campaign.workflows())
                .ifPresentOrElse(
                        workflow -> stages(platform.order(workflow.workflow()).stages(), request, problems),
                        () -> problems.add("test", "no test workflow has finished", "test the campaign first"));
        String report = problems.none()
                ? "Ready: events as planned, scope " + settings.productionScope() + ", code " + request.tag() + "."
                : problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return new Outcome.Done(Map.of(Variable.PREFLIGHT_PASSED, problems.none(), Variable.PREFLIGHT_REPORT, report));
    }

    private void scope(Problems problems) {
        if (settings.productionScope().equals(settings.testScope())) {
            problems.add("scope", "is the test scope " + settings.testScope(), "configure a production scope");
        }
    }

    private static void plan(List<PlannedWorkflow> rows, FiledRequest request, Problems problems) {
        for (WorkflowPurpose purpose : List.of(WorkflowPurpose.PILOT, WorkflowPurpose.PRODUCTION)) {
            if (rows.stream().noneMatch(row -> row.purpose() == purpose)) {
                problems.add("plan", "has no " + purpose + " workflow", "revise the plan");
            }
        }
        for (PlannedWorkflow row : rows) {
            row.eventsPerJob()
                    .filter(planned -> row.purpose() != WorkflowPurpose.TEST
                            && !request.eventsPerJob().equals(Optional.of(planned)))
                    .ifPresent(planned -> problems.add(
                            row.purpose() + " " + row.order(),
                            "has " + planned + " events a job where the request says "
                                    + request.eventsPerJob()
                                            .map(Object::toString)
                                            .orElse("nothing"),
                            "revise the plan"));
        }
    }

    private static Optional<WorkflowRow> tested(List<WorkflowRow> workflows) {
        return workflows.stream()
                .filter(row -> row.purpose() == WorkflowPurpose.TEST && row.state() == WorkflowState.FINISHED)
                .max((a, b) -> a.workflow().compareTo(b.workflow()));
    }

    /** The final workflows have the stages of the test, but for the numbers in their environment. */
    private static void stages(List<StageOrder> stages, FiledRequest request, Problems problems) {
        // Jobs that read files take what the files hold.
        if (request.eventsPerJob().isPresent() && !stages.get(0).jobscript().contains(EVENTS)) {
            problems.add(
                    "stage 1",
                    "the jobscript does not look at " + EVENTS + ", so it makes a number of events of its own",
                    "let it make $" + EVENTS + " events");
        }
        for (StageOrder stage : stages) {
            stage.jobscriptImage()
                    .filter(image -> !pinned(image))
                    .ifPresent(image -> problems.add(
                            "stage " + stage.stage(),
                            "image " + image + " may change under its name",
                            "name it by a version or digest"));
            String tag = stage.environment().getOrDefault(CODE_TAG, request.tag());
            if (!tag.equals(request.tag())) {
                problems.add(
                        "stage " + stage.stage(),
                        "was tested with code " + tag + ", the request says " + request.tag(),
                        "test it again");
            }
        }
    }

    private static boolean pinned(String image) {
        if (image.contains("@sha256:")) {
            return true;
        }
        String name = image.substring(image.lastIndexOf('/') + 1);
        // Images in CVMFS are folders whose names end with their version.
        return image.startsWith("/cvmfs/") || (name.contains(":") && !name.endsWith(":latest"));
    }
}
