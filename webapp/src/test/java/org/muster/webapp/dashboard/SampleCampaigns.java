package org.muster.webapp.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.WorkflowNumbers;
import org.muster.webapp.orchestration.ProcessPictures.Diagram;
import org.muster.webapp.orchestration.ProcessPictures.ProcessPicture;
import org.muster.webapp.orchestration.WaitingTasks.WaitingTask;

/** Two campaigns, one at work and one that waits for its shifter. */
final class SampleCampaigns {
    private static final Instant REQUESTED = Instant.parse("2024-06-03T08:00:00Z");

    static final List<CampaignRow> ROWS = List.of(
            campaign(12, "fd-hd-nu-2024a", Optional.of("sam"), CampaignStep.VALIDATION_SAMPLE),
            campaign(13, "vd-coldbox-spring", Optional.empty(), CampaignStep.SET_UP));

    static final String REQUEST = """
            name: fd-hd-nu-2024a
            code:
              repository: https://example.org/larsoft/dunesw
              tag: v09_90_01d00   # %s
            samples:
              - {name: nu, events: 100000, events_per_job: 10}
            """.formatted(SampleWorkflows.TRAP);

    static final List<DecisionRow> DECISIONS = List.of(
            new DecisionRow(
                    "approve-plan-production",
                    "approve",
                    "paula",
                    "production",
                    REQUESTED.plusSeconds(90_000),
                    "Production meeting 2024-06-04",
                    "",
                    Map.of("jobs", "10014", "core_hours", "12000")),
            new DecisionRow(
                    "validate-test-data-management",
                    "refuse",
                    "dan",
                    "data-management",
                    REQUESTED.plusSeconds(180_000),
                    "",
                    "core.run_type is missing in all outputs " + SampleWorkflows.TRAP,
                    Map.of("exit_zero", "10")));

    static final List<LogEntry> LOG = List.of(
            new LogEntry(REQUESTED.plusSeconds(100), "muster", "Request filed by rita."),
            new LogEntry(
                    REQUESTED.plusSeconds(95_000),
                    "sam",
                    "Two events run by hand: no errors. " + SampleWorkflows.TRAP));

    static final List<WaitingTask> TASKS = List.of(
            new WaitingTask(
                    "5f0c8e1a-0000-11ee-be56-0242ac120002",
                    "Check the pilot workflow",
                    "c12",
                    REQUESTED.plusSeconds(300_000),
                    Optional.of(REQUESTED.plusSeconds(400_000)),
                    Optional.empty(),
                    List.of("shifters")),
            new WaitingTask(
                    "6f0c8e1a-0000-11ee-be56-0242ac120002",
                    "Decide what becomes of the paused workflow",
                    "w2252",
                    REQUESTED.plusSeconds(350_000),
                    Optional.empty(),
                    Optional.of("sam"),
                    List.of("shifters")));

    private SampleCampaigns() {}

    static PlanView plan(CampaignId campaign) {
        return new PlanView(
                campaign,
                3,
                2_000,
                List.of(
                        planned(1, WorkflowPurpose.TEST, 10, 1, Optional.of(new WorkflowId(2251))),
                        planned(2, WorkflowPurpose.PILOT, 4, 10, Optional.of(new WorkflowId(2252))),
                        planned(3, WorkflowPurpose.PRODUCTION, 100_000, 10, Optional.of(new WorkflowId(2253)))),
                100_014,
                100_014,
                100_014_000_000_000L,
                100_000_000_000_000L,
                51_307.5,
                92_354);
    }

    static CampaignNumbers numbers(CampaignId campaign) {
        return new CampaignNumbers(
                campaign,
                Instant.parse("2024-06-10T06:00:00Z"),
                12_513,
                9_800,
                4,
                Optional.of(0.98),
                99_400,
                100_000,
                2_625,
                6_513,
                2_643,
                1_769_419_480_000L,
                5_130.4,
                List.of(
                        new WorkflowNumbers(
                                new WorkflowId(12_345),
                                10_000,
                                WorkflowState.FINISHED,
                                9_800,
                                Optional.of(0.98),
                                98_000,
                                ""),
                        new WorkflowNumbers(
                                new WorkflowId(23_456),
                                2_513,
                                WorkflowState.RUNNING,
                                0,
                                Optional.empty(),
                                0,
                                "just started")));
    }

    static ProcessPicture picture() {
        return new ProcessPicture(List.of(
                new Diagram("Campaign", model("campaign.bpmn"), Map.of("validation-sample", 1)),
                new Diagram("Validation sample", model("campaign-validation-sample.bpmn"), Map.of("check-pilot", 1))));
    }

    private static CampaignRow campaign(int number, String name, Optional<String> shifter, CampaignStep step) {
        return new CampaignRow(
                new CampaignId(number),
                name,
                "rita",
                shifter,
                shifter.isPresent() ? "running" : "shifter needed",
                Optional.of(step),
                REQUESTED,
                Optional.empty(),
                3,
                1,
                2_625,
                6_513,
                1_000_000,
                21_500);
    }

    private static PlannedWorkflow planned(
            int order, WorkflowPurpose purpose, int jobs, int eventsPerJob, Optional<WorkflowId> workflow) {
        return new PlannedWorkflow(
                order,
                purpose,
                "nu",
                jobs,
                eventsPerJob,
                (long) jobs * eventsPerJob,
                jobs,
                jobs,
                jobs * 1_000_000_000L,
                purpose == WorkflowPurpose.TEST ? 0 : jobs * 1_000_000_000L,
                jobs * 0.513,
                workflow);
    }

    private static String model(String name) {
        try (InputStream model = Objects.requireNonNull(
                SampleCampaigns.class.getResourceAsStream("/models/" + name), "the processes module has " + name)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
