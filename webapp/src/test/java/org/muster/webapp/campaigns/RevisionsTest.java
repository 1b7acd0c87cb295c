package org.muster.webapp.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.processes.Topic;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.NewRevision;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.protocol.platform.RevisionDetail;
import org.muster.protocol.platform.RevisionRow;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** A jobscript that is mended while its campaign is tested. */
@RunningWebapp
class RevisionsTest {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String SCRIPT = "generate.jobscript";

    private final Door door;
    private final EngineHand engine;
    private final RequestSubmission filed;
    private final CampaignId id;

    @Autowired
    RevisionsTest(Door door, EngineHand engine) {
        this.door = door;
        this.engine = engine;
        this.filed = Examples.campaign("revised-" + NAMES.incrementAndGet());
        this.id = door.as("rita").file(filed).campaign();
    }

    private Map<String, String> mended(String line) {
        Map<String, String> jobscripts = new HashMap<>(filed.jobscripts());
        jobscripts.merge(SCRIPT, line + "\n", (before, more) -> before.stripTrailing() + "\n" + more);
        return jobscripts;
    }

    private NewRevision revision(int base, String line) {
        return new NewRevision(base, "it forgot the seed", filed.request(), mended(line));
    }

    /** Until the test workflow runs. */
    private void setUp() {
        engine.work();
        decide("appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide("edit-plan", "sam", Map.of("maxRunningJobs", 6));
        decide("approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide("approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
    }

    private void decide(String gate, String person, Map<String, Object> variables) {
        Door.Answer answer = engine.complete(id, gate, person, new HashMap<>(variables));
        assertThat(answer.status()).as(gate + " " + answer.body()).isEqualTo(204);
        engine.work();
    }

    private void refused(String gate, String person, Map<String, Object> variables, String why) {
        Door.Answer answer = engine.complete(id, gate, person, new HashMap<>(variables));
        assertThat(answer.status()).as(gate).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).contains(why);
        assertThat(engine.waiting(id)).contains(gate);
    }

    private void drain(Topic... idle) {
        List<WorkflowRow> running = door.as("sam").campaign(id).workflows().stream()
                .filter(row -> row.state() == WorkflowState.RUNNING)
                .toList();
        assertThat(running).hasSize(1);
        door.as("muster-agents").drained(List.of(running.get(0).workflow()));
        engine.work(idle);
    }

    /** Of the first stage of the workflow that was made last. */
    private String scriptOfTheNewest() {
        List<WorkflowRow> workflows = door.as("sam").campaign(id).workflows();
        return door.as("muster-workers")
                .order(workflows.get(workflows.size() - 1).workflow())
                .stages()
                .get(0)
                .jobscript();
    }

    private static ApiRefused refusal(ThrowingCallable call) {
        return catchThrowableOfType(ApiRefused.class, call);
    }

    @Test
    void aJobscriptIsMendedInTheTestAndOnlyTheMendedOneIsValidated() {
        setUp();
        assertThat(scriptOfTheNewest()).doesNotContain("export SEED=1");
        drain(Topic.CHECK_TEST);
        engine.answer(Topic.CHECK_TEST, Map.of("testPassed", false, "testReport", "10 of 10 jobs failed"));
        assertThat(engine.waiting(id)).containsExactly("review-test");

        RevisionDetail made = door.as("sam").revise(id, revision(1, "export SEED=1"));

        assertThat(made.revision().revision()).isEqualTo(2);
        assertThat(made.revision().jobscripts()).containsExactly(SCRIPT);
        assertThat(made.differences().get(0).added()).isEqualTo(1);
        assertThat(made.differences().get(0).removed()).isZero();
        assertThat(made.differences().get(0).lines())
                .contains("+export SEED=1")
                .anyMatch(line -> line.startsWith("@@"));
        assertThat(door.as("rita").revision(id, 2).differences()).isEqualTo(made.differences());
        assertThat(door.as("rita").revisions(id))
                .extracting(RevisionRow::revision, RevisionRow::author)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, "sam"), org.assertj.core.groups.Tuple.tuple(1, "rita"));
        assertThat(door.as("sam").campaign(id).log())
                .anyMatch(entry ->
                        entry.text().equals("Revision 2 of the definition (" + SCRIPT + " +1 -0): it forgot the seed"));

        assertThat(door.get("/api/campaigns/" + id.number() + "/revisions/9", "sam")
                        .status())
                .isEqualTo(404);

        refused(
                "review-test",
                "sam",
                Map.of("decision", "accept", "comment", "never mind"),
                "The test was of an earlier revision than 2");
        decide("review-test", "sam", Map.of("decision", "retry", "comment", "mended"));
        assertThat(scriptOfTheNewest()).contains("export SEED=1");
        drain();
        assertThat(engine.waiting(id)).containsExactly("validate-test-data-management", "validate-test-production");

        door.as("sam").revise(id, revision(2, "export SEED=2"));
        refused(
                "validate-test-production",
                "paula",
                Map.of("productionDecision", "approve"),
                "earlier revision than 3");
        decide(
                "validate-test-production",
                "paula",
                Map.of("productionDecision", "refuse", "comment", "test the new one"));
        decide(
                "validate-test-data-management",
                "dan",
                Map.of("dataManagementDecision", "refuse", "comment", "likewise"));
        assertThat(scriptOfTheNewest()).contains("export SEED=2");
        drain();
        decide("validate-test-production", "paula", Map.of("productionDecision", "approve"));
        decide("validate-test-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        assertThat(scriptOfTheNewest()).as("of the pilot").contains("export SEED=2");

        assertThat(refusal(() -> door.as("sam").revise(id, revision(3, "export SEED=3"))))
                .hasMessageContaining("is in step validation_sample");
        assertThat(door.as("rita").revisions(id)).hasSize(3);
    }

    @Test
    void aRevisionSaysAllThatIsWrongWithItAndChangesNothing() {
        setUp();
        Map<String, String> jobscripts = mended("x");
        jobscripts.put("stranger.jobscript", "#!/bin/sh\n");
        ApiRefused unfit = refusal(() ->
                door.as("sam").revise(id, new NewRevision(1, " ", filed.request() + "\nmore: 1\n", jobscripts)));
        assertThat(unfit.status()).isEqualTo(422);
        assertThat(unfit.problem().problems())
                .extracting(problem -> problem.field())
                .containsExactlyInAnyOrder("reason", "request", "jobscripts");

        assertThat(refusal(() -> door.as("sam")
                        .revise(id, new NewRevision(1, "no change", filed.request(), filed.jobscripts()))))
                .hasMessageContaining("Nothing is different from revision 1");

        door.as("sam").checkRevision(id, revision(1, "only looked at"));
        assertThat(door.as("sam").revisions(id)).hasSize(1);

        door.as("sam").revise(id, revision(1, "first"));
        assertThat(refusal(() -> door.as("hugo").revise(id, revision(1, "second"))))
                .as("hugo has not seen what sam did")
                .hasMessageContaining("is at revision 2 by sam, not at 1");
    }

    @Test
    void onlyShiftersRevise() {
        setUp();
        for (String person : List.of("rita", "paula", "dan", "ada", "muster-workers", "muster-agents")) {
            assertThat(refusal(() -> door.as(person).revise(id, revision(1, "x")))
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
    }
}
