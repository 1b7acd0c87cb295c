package org.muster.workers.fakes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.WorkflowRow;

/** A small campaign as the other processes would describe it. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final CampaignId CAMPAIGN = new CampaignId(1);
    public static final JobsubId JOB = new JobsubId("1.0@muster.test");

    public static final String REQUEST = """
            name: toy-2026a
            code: {repository: toy-detector, tag: v1.0.0}
            workflow:
              - {step: generate, jobscript: generate.jobscript, events_per_job: 50}
            final_datasets: [toy-2026a-histograms]
            """;

    private Samples() {}

    public static CampaignDetail campaign(List<WorkflowRow> workflows, List<PlannedWorkflow> plan) {
        return campaign(workflows, plan, List.of());
    }

    public static CampaignDetail campaign(
            List<WorkflowRow> workflows, List<PlannedWorkflow> plan, List<DecisionRow> decisions) {
        return new CampaignDetail(
                new CampaignRow(
                        CAMPAIGN,
                        "toy-2026a",
                        "rita",
                        Optional.of("sam"),
                        CampaignStatus.OPEN,
                        Optional.of(CampaignStep.TEST),
                        NOW,
                        Optional.empty(),
                        1,
                        1,
                        1,
                        1,
                        Optional.of(100L),
                        100),
                REQUEST,
                new PlanView(CAMPAIGN, 1, 5, plan, 1, 1, 1, 1, 1, 1),
                workflows,
                decisions,
                List.of(),
                Map.of());
    }

    public static PlannedWorkflow planned(WorkflowPurpose purpose, int eventsPerJob) {
        return new PlannedWorkflow(
                1,
                purpose,
                "muons",
                0,
                10,
                Optional.of(0L),
                Optional.of(eventsPerJob),
                Optional.of(10L * eventsPerJob),
                10,
                10,
                10,
                10,
                1,
                Optional.empty());
    }

    public static WorkflowRow workflow(int number, WorkflowPurpose purpose, String scope) {
        return new WorkflowRow(
                new WorkflowId(number),
                Optional.of(CAMPAIGN),
                purpose,
                "toy",
                "sam",
                scope,
                WorkflowState.FINISHED,
                Optional.empty(),
                "monte-carlo 10",
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10,
                10);
    }

    public static WorkflowOrder order(int workflow, String jobscript, String image) {
        return new WorkflowOrder(
                new WorkflowId(workflow),
                Optional.of("toy-2026a"),
                "sam",
                "toy",
                "toy",
                "monte-carlo 10",
                List.of(new StageOrder(
                        1,
                        jobscript,
                        Optional.of(image),
                        1,
                        1,
                        600,
                        new Distance(100),
                        50,
                        20,
                        6,
                        10,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new OutputPattern(
                                1,
                                "*.json",
                                OutputPattern.Destination.DATASET,
                                Optional.of("toy-2026a-histograms"),
                                Optional.empty(),
                                Optional.empty())),
                        Map.of("EVENTS_PER_JOB", "50", "CODE_TAG", "v1.0.0"))));
    }

    public static OutputRow output(int workflow, String name, long bytes) {
        return new OutputRow(
                workflow * 1000L,
                StageRef.of(workflow, 1),
                new Did("toy", name),
                OutputFileState.OUTPUT,
                bytes,
                Optional.of("00000001"),
                Optional.of(new RseName("RSE1")),
                Optional.of("file:///x"),
                50,
                true,
                JOB,
                NOW);
    }
}
