package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class AnswersTest {
    private final Door door;
    private final EngineHand engine;

    @Autowired
    AnswersTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @AfterEach
    void allocatorIsThereForTheOthers() {
        FakeAllocator.RUNNING.comeBack();
    }

    /** The procedure's worked row: 10 000 jobs, 9 800 ended with 0, 98 %, 98 000 events. */
    @Test
    void weeklyTableFollowsTheFormulasAndOutlivesTheAllocator() {
        CampaignId campaign = campaignInTest("weekly-table");
        WorkflowId workflow = door.as("muster-workers")
                .make(campaign, new NewWorkflow(WorkflowPurpose.TEST, 1))
                .workflow();
        FakeAllocator.RUNNING.knows(new WorkflowProgress(
                workflow,
                LedgerStatus.OPEN,
                true,
                false,
                3,
                98_000,
                List.of(
                        new StageProgress(
                                new StageRef(workflow, 1),
                                Map.of(InputFileState.PROCESSED, 9_800L, InputFileState.FAILED, 200L),
                                Map.of(
                                        JobState.FINISHED, 9_800L,
                                        JobState.JOBSCRIPT_ERROR, 150L,
                                        JobState.OUTPUTTING_FAILED, 50L,
                                        JobState.NOTUSED, 777L,
                                        JobState.SUBMITTED, 5L),
                                Map.of(OutputFileState.OUTPUT, 9_800L),
                                3_600_000,
                                7_000_000_000L),
                        new StageProgress(new StageRef(workflow, 2), Map.of(), Map.of(), Map.of(), 7_200, 1))));
        CampaignNumbers numbers = eventually(campaign, 10_000);
        assertThat(numbers.coreHours()).isEqualTo(1_002);
        assertThat(numbers.outputBytes()).isEqualTo(7_000_000_001L);
        assertThat(numbers.exitZero()).isEqualTo(9_800);
        assertThat(numbers.outputtingFailed()).isEqualTo(50);
        assertThat(numbers.successRate()).contains(0.98);
        assertThat(numbers.eventsAchieved()).as("a test achieves nothing").isZero();
        assertThat(numbers.workflows().get(0).events()).isEqualTo(98_000);

        FakeAllocator.RUNNING.goAway();
        Door.Answer csv = door.get("/api/campaigns/" + campaign.number() + "/numbers?format=csv", "sam");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.body().lines())
                .first()
                .isEqualTo("workflow id,# jobs,status,# jobs error code=0,success rate,# of events,comments");
        assertThat(csv.body().lines().skip(1))
                .first()
                .asString()
                .startsWith(workflow.number() + ",10000,")
                .contains(",9800,98%,98000,test muons");
        assertThat(door.get("/api/jobs?workflow=" + workflow.number(), "sam").status())
                .isEqualTo(503);
        assertThat(door.as("sam").workflow(workflow).progress()).isPresent();
    }

    @Test
    void tablesComeAsCsvWhenAskedFor() {
        campaignInTest("csv-table");
        assertThat(door.get("/api/campaigns?format=csv", "sam").body().lines())
                .first()
                .asString()
                .startsWith("campaign,name,requester,shifter,status,step,");
        assertThat(door.get("/api/campaigns", "sam").contentType()).startsWith("application/json");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        for (String path : List.of("/api/campaigns/999999", "/api/workflows/999999", "/api/files/1", "/api/nothing")) {
            Door.Answer answer = door.get(path, "sam");
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.contentType()).as(path).isEqualTo("application/problem+json");
        }
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredWithItsPlace() {
        assertThat(door.get("/api/workflows/abc", "sam").status()).isEqualTo(400);
        assertThat(door.get("/api/workflows?state=dancing", "sam").status()).isEqualTo(400);
        assertThat(door.get("/api/workflows?limit=many", "sam").status()).isEqualTo(400);
        Door.Answer answer =
                door.post("/api/campaigns/1/workflows", "muster-workers", Map.of("purpose", "fun", "order", 1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("problems").get(0).path("field").asText()).isEqualTo("purpose");
        Door.Answer incomplete = door.post("/api/requests/check", "rita", Map.of("jobscripts", Map.of()));
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.body()).contains("'request'");
    }

    @Test
    void everythingThatIsNotUnderstoodIsAnsweredAtOnce() {
        Door.Answer answer =
                door.post("/api/workflows", "rita", Map.of("mql", 1, "stages", List.of(Map.of("stage", "one"))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("problems").findValuesAsText("field"))
                .contains("description", "scope", "stages[0].stage", "stages[0].jobscript", "stages[0].processors");
    }

    @Test
    void apiDescribesItself() {
        Door.Answer answer = door.get("/api/openapi.json", "sam");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("paths").has("/api/workflows/{id}/pause")).isTrue();
        assertThat(answer.json()
                        .at("/components/schemas/CampaignRow/properties")
                        .has("events_requested"))
                .isTrue();
    }

    private CampaignId campaignInTest(String name) {
        CampaignId id = door.as("rita").file(Examples.campaign(name)).campaign();
        engine.work();
        engine.complete(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        engine.work();
        engine.complete(id, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        engine.work();
        engine.complete(id, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        engine.complete(id, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        engine.work();
        return id;
    }

    /** Progress may be a second old. */
    private CampaignNumbers eventually(CampaignId campaign, long jobs) {
        CampaignNumbers numbers = door.as("sam").numbers(campaign);
        for (int attempt = 0; attempt < 1_000 && numbers.jobs() != jobs; attempt++) {
            numbers = door.as("sam").numbers(campaign);
        }
        assertThat(numbers.jobs()).isEqualTo(jobs);
        return numbers;
    }
}
