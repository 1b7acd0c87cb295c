package org.muster.webapp.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.processes.Topic;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign from its request to its end, through the API and the real models. */
@RunningWebapp
class CampaignTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Door door;
    private final EngineHand engine;

    @Autowired
    CampaignTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
    }

    @Test
    void campaignGoesFromRequestToClosed() {
        CampaignId id = file("rita");
        setUp(id);
        assertThat(detail(id).campaign().step()).contains(CampaignStep.TEST);
        drainAll(id);
        decide(id, "validate-test-production", "paula", Map.of("productionDecision", "approve"));
        decide(id, "validate-test-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        drainAll(id);
        decide(id, "check-pilot", "sam", Map.of("decision", "continue"));
        drainAll(id);
        assertThat(detail(id).campaign().step()).contains(CampaignStep.VALIDATION_SAMPLE);
        decide(id, "accept-sample", "rita", Map.of("decision", "accept"));
        decide(id, "release-full-production", "paula", Map.of("decision", "approve", "meeting", "2026-11-19"));
        drainAll(id);
        drainAll(id);
        decide(id, "close-campaign", "paula", Map.of("decision", "close"));
        decide(id, "confirm-datasets", "dan", Map.of("decision", "approve"));
        decide(id, "present-report", "sam", Map.of("docdb", "12345"));

        CampaignDetail detail = detail(id);
        assertThat(detail.campaign().status()).isEqualTo(CampaignStatus.CLOSED);
        assertThat(detail.campaign().closedAt()).isPresent();
        assertThat(detail.workflows())
                .extracting(row -> row.purpose() + " " + row.scope() + " " + row.state() + " " + row.mql())
                .containsExactly(
                        "test usertests finished monte-carlo 10",
                        "pilot toy finished monte-carlo 4",
                        "validation toy finished monte-carlo 20",
                        "production toy finished monte-carlo 60",
                        "production toy finished monte-carlo 50");
        assertThat(detail.decisions())
                .extracting(row -> row.gate() + " " + row.decision() + " " + row.decider() + " " + row.role())
                .containsExactly(
                        "appoint-shifter done paula production",
                        "edit-plan done sam shifters",
                        "approve-plan-production approve paula production",
                        "approve-plan-data-management approve dan data-management",
                        "validate-test-production approve paula production",
                        "validate-test-data-management approve dan data-management",
                        "check-pilot continue sam shifters",
                        "accept-sample accept rita requesters",
                        "release-full-production approve paula production",
                        "close-campaign close paula production",
                        "confirm-datasets approve dan data-management",
                        "present-report done sam shifters");
        DecisionRow release = detail.decisions().get(8);
        assertThat(release.meeting()).contains("2026-11-19");
        assertThat(release.numbersSeen())
                .containsEntry("numbersText", "98 % of 100 jobs")
                .containsKey("planText");
        assertThat(detail.log()).extracting(entry -> entry.text()).contains("The campaign is closed.");
        assertThat(detail.plan().workflows()).allMatch(row -> row.workflow().isPresent());
    }

    @Test
    void requesterCorrectsTheCodeVersionInTheRequestItself() {
        CampaignId id = file("rita");
        engine.work(Topic.CHECK_CODE_VERSION);
        engine.answer(Topic.CHECK_CODE_VERSION, Map.of("codeVersionProblem", "no tag v1.0.0"));
        assertThat(engine.waiting(id)).containsExactly("correct-request");
        assertThat(engine.complete(id, "correct-request", "petra", Map.of("codeVersion", "v1.0.1"))
                        .status())
                .isGreaterThanOrEqualTo(400);
        decide(id, "correct-request", "rita", Map.of("codeVersion", "v1.0.1"));
        assertThat(engine.waiting(id)).containsExactly("appoint-shifter");
        assertThat(detail(id).request()).contains("tag: v1.0.1").doesNotContain("v1.0.0");
        assertThat(detail(id).links()).containsEntry("code", "toy-detector v1.0.1");
    }

    @Test
    void refusalWithoutReasonIsNotTakenAndTheTaskStays() {
        CampaignId id = untilPlan();
        Door.Answer answer = engine.complete(
                id, "approve-plan-production", "paula", Map.of("productionDecision", "refuse", "comment", "  "));
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).contains("needs its reason");
        assertThat(engine.waiting(id)).containsExactly("approve-plan-data-management", "approve-plan-production");
        assertThat(door.as("sam").decisions(id)).noneMatch(row -> row.gate().equals("approve-plan-production"));
    }

    @Test
    void oneRefusalBringsThePlanBackToTheShifter() {
        CampaignId id = untilPlan();
        decide(id, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide(
                id,
                "approve-plan-data-management",
                "dan",
                Map.of("dataManagementDecision", "refuse", "comment", "too many jobs"));
        assertThat(engine.waiting(id)).containsExactly("edit-plan");
        decide(id, "edit-plan", "sam", Map.of("maxRunningJobs", 3));
        assertThat(detail(id).plan().maxRunningJobs()).isEqualTo(3);
        assertThat(detail(id).plan().revision()).isEqualTo(3);
        assertThat(engine.waiting(id)).containsExactly("approve-plan-data-management", "approve-plan-production");
        assertThat(door.as("dan").decisions(id).get(3).comment()).contains("too many jobs");
    }

    @Test
    void requesterDoesNotApproveTheirOwnPlan() {
        CampaignId id = file("petra");
        engine.work();
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(id, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        Map.of(
                        "approve-plan-production",
                        "productionDecision",
                        "approve-plan-data-management",
                        "dataManagementDecision")
                .forEach((gate, field) -> {
                    Door.Answer answer = engine.complete(id, gate, "petra", Map.of(field, "approve"));
                    assertThat(answer.status()).as(gate).isEqualTo(422);
                    assertThat(answer.body()).contains("somebody else has to decide");
                });
        assertThat(engine.waiting(id)).containsExactly("approve-plan-data-management", "approve-plan-production");
    }

    @Test
    void nobodyGivesBothApprovalsOfOnePlan() {
        CampaignId id = untilPlan();
        decide(id, "approve-plan-data-management", "petra", Map.of("dataManagementDecision", "approve"));

        assertRefused(id, "approve-plan-production", "petra", "You gave the other of the two approvals");

        decide(id, "approve-plan-production", "paula", Map.of("productionDecision", "refuse", "comment", "too many"));
        decide(id, "edit-plan", "sam", Map.of());
        decide(id, "approve-plan-production", "petra", Map.of("productionDecision", "approve"));
        assertThat(engine.waiting(id)).containsExactly("approve-plan-data-management");
    }

    @Test
    void shifterOfACampaignApprovesNothingOfIt() {
        CampaignId id = file("rita");
        engine.work();
        decide(id, "appoint-shifter", "hugo", Map.of("shifter", "hugo"));
        decide(id, "edit-plan", "sam", Map.of());
        assertRefused(id, "approve-plan-production", "hugo", "You run this campaign as its shifter");
    }

    @Test
    void whoEditedThePlanLastDoesNotApproveIt() {
        CampaignId id = file("rita");
        engine.work();
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(id, "edit-plan", "hugo", Map.of());
        assertRefused(id, "approve-plan-production", "hugo", "You wrote what is to be approved");
    }

    /** What a gate is about stands in the key of its process: these variables are its own no matter who sends them. */
    @Test
    void nobodySaysWhichCampaignAGateIsAbout() {
        CampaignId other = untilPlan();
        CampaignId id = untilPlan();
        Door.Answer answer = engine.complete(
                id,
                "approve-plan-production",
                "paula",
                Map.of(
                        "productionDecision",
                        "approve",
                        "campaignId",
                        other.number(),
                        "requester",
                        "x",
                        "approver",
                        "x"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("campaignId", "requester", "approver");
        assertThat(engine.waiting(id)).contains("approve-plan-production");
        assertThat(engine.waiting(other)).contains("approve-plan-production");
    }

    private void assertRefused(CampaignId id, String gate, String person, String why) {
        Door.Answer answer = engine.complete(id, gate, person, Map.of("productionDecision", "approve"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("title").asText()).startsWith(why).endsWith("somebody else has to decide it.");
        assertThat(engine.waiting(id)).contains(gate);
    }

    @Test
    void gateIsForItsGroupOnly() {
        CampaignId id = untilPlan();
        for (String person : List.of("rita", "sam", "dan", "ada")) {
            Door.Answer answer =
                    engine.complete(id, "approve-plan-production", person, Map.of("productionDecision", "approve"));
            assertThat(answer.status()).as(person).isGreaterThanOrEqualTo(400);
        }
        assertThat(engine.waiting(id)).contains("approve-plan-production");
    }

    @Test
    void shifterIsAppointedFromTheShifters() {
        CampaignId id = file("rita");
        engine.work();
        Door.Answer answer = engine.complete(id, "appoint-shifter", "paula", Map.of("shifter", "rita"));
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).contains("not one of the shifters").contains("sam");
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        assertThat(detail(id).campaign().shifter()).contains("sam");
    }

    @Test
    void workflowOfAPlanRowIsMadeOnce() {
        CampaignId id = file("rita");
        setUp(id);
        WorkflowId first = make(id, WorkflowPurpose.TEST, 1);
        assertThat(make(id, WorkflowPurpose.TEST, 1)).isEqualTo(first);
        WorkflowId again = make(id, WorkflowPurpose.TEST, 2);
        assertThat(again).isNotEqualTo(first);
        StageOrder generate = door.as("muster-workers").order(again).stages().get(0);
        assertThat(generate.environment())
                .containsEntry("SAMPLE", "muons")
                .containsEntry("PARTICLE", "muon")
                .containsEntry("LAYERS", "12")
                .containsEntry("EVENTS_PER_JOB", "2")
                .containsEntry("COUNTER_OFFSET", "84");
        assertThat(generate.maxRunningJobs()).isEqualTo(6);
    }

    @Test
    void noWorkflowIsMadeOutOfItsStep() {
        CampaignId id = file("rita");
        setUp(id);
        assertThatThrownBy(() -> make(id, WorkflowPurpose.PRODUCTION, 1))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void nameOfACampaignIsUnique() {
        String name = "named-twice-" + NAMES.incrementAndGet();
        door.as("rita").file(Examples.campaign(name));
        assertThatThrownBy(() -> door.as("rita").file(Examples.campaign(name)))
                .isInstanceOfSatisfying(ApiRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.problem().problems())
                            .extracting(problem -> problem.field())
                            .containsExactly("name");
                });
    }

    @Test
    void checkedRequestIsNotFiled() {
        int before = door.as("rita").campaigns(Map.of()).rows().size();
        assertThat(door.as("sam").check(Examples.campaign("only-checked")).jobs())
                .isEqualTo(159);
        assertThat(door.as("rita").campaigns(Map.of()).rows()).hasSize(before);
    }

    private CampaignId file(String requester) {
        return door.as(requester)
                .file(Examples.campaign("toy-" + NAMES.incrementAndGet()))
                .campaign();
    }

    private CampaignId untilPlan() {
        CampaignId id = file("rita");
        engine.work();
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(id, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        return id;
    }

    /** Until the test workflow runs. */
    private void setUp(CampaignId id) {
        engine.work();
        decide(id, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(id, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        decide(id, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide(id, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
    }

    private void decide(CampaignId id, String gate, String person, Map<String, Object> variables) {
        Door.Answer answer = engine.complete(id, gate, person, new HashMap<>(variables));
        assertThat(answer.status()).as(gate + " " + answer.body()).isEqualTo(204);
        engine.work();
    }

    /** What the watchdog says once every running workflow of the campaign is done. */
    private void drainAll(CampaignId id) {
        List<WorkflowRow> running = detail(id).workflows().stream()
                .filter(row -> row.state() == WorkflowState.RUNNING)
                .toList();
        assertThat(running).isNotEmpty();
        running.forEach(row -> door.as("muster-agents").drained(List.of(row.workflow())));
        engine.work();
    }

    private CampaignDetail detail(CampaignId id) {
        return door.as("sam").campaign(id);
    }

    private WorkflowId make(CampaignId id, WorkflowPurpose purpose, int order) {
        return door.as("muster-workers")
                .make(id, new NewWorkflow(purpose, order))
                .workflow();
    }
}
