package org.muster.webapp.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.SliceRef;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What a campaign's workflows are told of the request, and what people do to one of them by its place in the plan. */
@RunningWebapp
class WorkflowsOfACampaignTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Door door;
    private final EngineHand engine;

    @Autowired
    WorkflowsOfACampaignTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @Test
    void gpusAndGroupOfAStepReachTheOrderOfItsStageAndNoOther() {
        String step = "  - step: reconstruct\n";
        RequestSubmission plain = Examples.campaign("with-gpus-" + NAMES.incrementAndGet());
        CampaignId id = running(new RequestSubmission(
                plain.request()
                        .replace(
                                step,
                                step + "    gpu: {count: 2, memory_mib: 8000, compute_capability: \"7.5\"}\n"
                                        + "    group: /experiment/gpu\n"),
                plain.jobscripts()));

        List<StageOrder> stages = door.as("muster-workers")
                .order(make(id, WorkflowPurpose.TEST, 1))
                .stages();

        assertThat(stages.get(1).gpu()).contains(new GpuNeed(2, 8000L * 1024 * 1024, "7.5"));
        assertThat(stages.get(1).group()).contains("/experiment/gpu");
        assertThat(stages.get(0).gpu()).isEmpty();
        assertThat(stages.get(0).group()).isEmpty();
    }

    @Test
    void quarantinedSliceIsAPausedWorkflowAndTheLogSaysWho() {
        CampaignId id = running(Examples.campaign("sliced-" + NAMES.incrementAndGet()));
        SliceRef slice = new SliceRef(WorkflowPurpose.TEST, 1);
        WorkflowId workflow = make(id, WorkflowPurpose.TEST, 1);

        door.as("sam").quarantine(id, slice, "half of its inputs are empty");
        engine.work();
        assertThat(state(workflow)).isEqualTo(WorkflowState.PAUSED);
        assertThat(door.as("sam").workflow(workflow).workflow().message()).contains("half of its inputs are empty");
        door.as("paula").quarantine(id, slice, "once more");
        door.as("sam").release(id, slice, "they are replaced");
        engine.work();
        assertThat(state(workflow)).isEqualTo(WorkflowState.RUNNING);
        door.as("sam").release(id, slice, "once more");

        assertThat(door.as("sam").campaign(id).log())
                .extracting(LogEntry::author, LogEntry::text)
                .contains(
                        tuple("sam", "Quarantined slice test-1 (" + workflow + "): half of its inputs are empty"),
                        tuple("sam", "Released slice test-1 (" + workflow + "): they are replaced"));
        assertThat(door.as("sam").campaign(id).log())
                .extracting(LogEntry::text)
                .noneMatch(text -> text.contains("once more"));
    }

    @Test
    void sliceThatCannotBeQuarantinedIsRefusedWithItsReason() {
        CampaignId id = running(Examples.campaign("sliced-" + NAMES.incrementAndGet()));
        SliceRef test = new SliceRef(WorkflowPurpose.TEST, 1);
        assertThat(refusal(() -> door.as("sam").quarantine(id, new SliceRef(WorkflowPurpose.PRODUCTION, 2), "x")))
                .as("it has no workflow yet")
                .isEqualTo(404);
        assertThat(refusal(() -> door.as("sam").quarantine(id, test, "  "))).isEqualTo(422);
        assertThat(refusal(() -> door.as("rita").quarantine(id, test, "mine"))).isEqualTo(403);
        assertThat(door.post("/api/campaigns/" + id.number() + "/slices/raw-2/quarantine", "sam", Map.of("reason", "x"))
                        .status())
                .isEqualTo(400);
        door.as("muster-agents").drained(List.of(make(id, WorkflowPurpose.TEST, 1)));
        engine.work();
        assertThat(refusal(() -> door.as("sam").quarantine(id, test, "too late")))
                .isEqualTo(409);
        assertThat(door.as("sam").campaign(id).log())
                .extracting(LogEntry::text)
                .noneMatch(text -> text.contains("Quarantined"));
    }

    @Test
    void anAdministratorWithdrawsACampaignWithTheWorkflowThatRuns() {
        CampaignId id = running(Examples.campaign("withdrawn-" + NAMES.incrementAndGet()));
        WorkflowId workflow = make(id, WorkflowPurpose.TEST, 1);
        for (String name : List.of("rita", "sam", "paula", "dan", "muster-agents", "muster-workers")) {
            assertThat(refusal(() -> door.as(name).withdraw(id, "mine")))
                    .as(name)
                    .isEqualTo(403);
        }
        assertThat(refusal(() -> door.as("ada").withdraw(id, ""))).isEqualTo(422);
        assertThat(refusal(() -> door.as("ada").withdraw(workflow, "a part only")))
                .as("its campaign would wait for it for ever")
                .isEqualTo(409);
        assertThat(state(workflow)).isEqualTo(WorkflowState.RUNNING);

        door.as("ada").withdraw(id, "the model is broken");

        engine.work();
        assertThat(state(workflow)).isEqualTo(WorkflowState.DELETED);
        assertThat(FakeAllocator.RUNNING.hasClosed(workflow)).isTrue();
        assertThat(engine.waiting(id)).isEmpty();
        assertThat(door.as("sam").campaign(id).campaign().status()).isEqualTo(CampaignStatus.WITHDRAWN);
        assertThat(door.as("sam").campaign(id).campaign().closedAt()).isPresent();
        assertThat(door.as("sam").campaign(id).log())
                .extracting(LogEntry::author, LogEntry::text)
                .contains(tuple("ada", "The campaign is withdrawn: the model is broken"));
        assertThat(refusal(() -> door.as("ada").withdraw(id, "again"))).isEqualTo(409);
        assertThat(refusal(() -> make(id, WorkflowPurpose.TEST, 2))).isEqualTo(409);
    }

    private static int refusal(ThrowingCallable call) {
        return catchThrowableOfType(ApiRefused.class, call).status();
    }

    private WorkflowState state(WorkflowId workflow) {
        return door.as("sam").workflow(workflow).workflow().state();
    }

    private WorkflowId make(CampaignId id, WorkflowPurpose purpose, int order) {
        return door.as("muster-workers")
                .make(id, new NewWorkflow(purpose, order))
                .workflow();
    }

    /** Until the test workflow runs. */
    private CampaignId running(RequestSubmission request) {
        CampaignId id = door.as("rita").file(request).campaign();
        engine.work();
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(id, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        decide(id, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide(id, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        return id;
    }

    private void decide(CampaignId id, String gate, String person, Map<String, Object> variables) {
        assertThat(engine.complete(id, gate, person, variables).status())
                .as(gate)
                .isEqualTo(204);
        engine.work();
    }
}
