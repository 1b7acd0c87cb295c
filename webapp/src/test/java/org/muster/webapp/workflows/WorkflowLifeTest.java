package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.processes.Topic;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.InputManifest;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.Sickness;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes every edge of the state machine through the process, over HTTP. */
@RunningWebapp
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowLifeTest {
    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;

    @Autowired
    WorkflowLifeTest(Door door, EngineHand engine, JdbcClient jdbc) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void nothingIsLeftFromOtherTests() {
        engine.work();
    }

    @Test
    void testWorkflowRunsWithoutApprovalUntilItsDatasetsAreClosed() {
        WorkflowId id = submit("rita", "usertests", 10);
        assertThat(state(id)).isEqualTo(WorkflowState.APPROVED);
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.RUNNING);
        agents().drained(List.of(id));
        assertThat(state(id)).isEqualTo(WorkflowState.CHECKING);
        engine.work(Topic.CLOSE_DATASETS);
        assertThat(state(id)).isEqualTo(WorkflowState.FINISHING);
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.FINISHED);
        assertThat(door.as("rita").workflow(id).workflow().finishedAt()).isPresent();
    }

    @Test
    void workflowOutsideTheTestScopeWaitsForTheProductionGroup() {
        WorkflowId refused = submit("rita", "toy", 10);
        WorkflowId approved = submit("rita", "toy", 10);
        assertThat(state(refused)).isEqualTo(WorkflowState.SUBMITTED);
        assertThat(engine.complete(
                                refused,
                                "approve-workflow",
                                "paula",
                                Map.of("decision", "refuse", "comment", "not now"))
                        .status())
                .isEqualTo(204);
        assertThat(state(refused)).isEqualTo(WorkflowState.DELETED);
        assertThat(engine.complete(approved, "approve-workflow", "paula", Map.of("decision", "approve"))
                        .status())
                .isEqualTo(204);
        engine.work();
        assertThat(state(approved)).isEqualTo(WorkflowState.RUNNING);
    }

    @Test
    void nobodyApprovesTheirOwnWorkflow() {
        WorkflowId id = submit("petra", "toy", 10);
        Door.Answer answer = engine.complete(id, "approve-workflow", "petra", Map.of("decision", "approve"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("somebody else has to decide");
        assertThat(state(id)).isEqualTo(WorkflowState.SUBMITTED);
    }

    @Test
    void pausedWorkflowIsResumedByATaskOrByACommand() {
        WorkflowId id = running();
        door.as("sam").pause(id, "the site is full");
        engine.work();
        assertThat(door.as("sam").workflow(id).workflow().message()).contains("the site is full");
        assertThat(engine.complete(id, "decide-paused-workflow", "sam", Map.of("decision", "resume"))
                        .status())
                .isEqualTo(204);
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.RUNNING);
        agents().sick(id, new Sickness(Sickness.Kind.JOBSCRIPT_ERRORS, "12 of 20 jobs", 12, 0, 8));
        engine.work();
        assertThat(door.as("sam").workflow(id).workflow().message())
                .contains("Too many jobscript errors: 12 of 20 jobs");
        door.as("sam").resume(id, "mended");
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.RUNNING);
        assertThat(types(id)).contains(104, 108, 105);
    }

    /** Only what the watchdog finds is what the watchdog found, whatever the words are. */
    @Test
    void aPersonsPauseIsAPersonsInAnyWords() {
        WorkflowId id = running();
        door.as("sam").pause(id, "Too many jobscript errors: so it seems to me");
        engine.work();
        assertThat(types(id)).contains(104).doesNotContain(108);
        door.as("sam").resume(id, "mended");
        engine.work();
        agents().sick(id, new Sickness(Sickness.Kind.ABORTED, "Too many jobscript errors: 9 of 9", 0, 0, 0));
        engine.work();
        assertThat(types(id)).contains(106).doesNotContain(108);
    }

    @Test
    void personEndsAWorkflowEarlyWhetherItRunsOrIsPaused() {
        WorkflowId runs = running();
        door.as("sam").finish(runs, "enough");
        assertThat(state(runs)).isEqualTo(WorkflowState.CHECKING);
        WorkflowId waits = running();
        door.as("sam").pause(waits, "a look");
        engine.work();
        door.as("sam").finish(waits, "no use");
        engine.work();
        assertThat(state(waits)).isEqualTo(WorkflowState.FINISHED);
        WorkflowId decided = running();
        door.as("sam").pause(decided, "a look");
        engine.work();
        engine.complete(decided, "decide-paused-workflow", "sam", Map.of("decision", "finish"));
        assertThat(state(decided)).isEqualTo(WorkflowState.CHECKING);
    }

    @Test
    void anAdministratorWithdrawsAWorkflowWhereverItStands() {
        WorkflowId submitted = submit("rita", "toy", 5);
        WorkflowId approved = submit("rita", "usertests", 5);
        withdraw(submitted);
        withdraw(approved);
        WorkflowId runs = running();
        withdraw(runs);
        WorkflowId paused = running();
        door.as("sam").pause(paused, "a look");
        engine.work();
        withdraw(paused);
        WorkflowId checking = running();
        agents().drained(List.of(checking));
        withdraw(checking);
        WorkflowId finishing = running();
        agents().drained(List.of(finishing));
        engine.work(Topic.CLOSE_DATASETS);
        assertThat(state(finishing)).isEqualTo(WorkflowState.FINISHING);
        withdraw(finishing);
        engine.work();
    }

    /** It is gone from the engine, closed with the allocator, and the event says who and why. */
    private void withdraw(WorkflowId id) {
        door.as("ada").withdraw(id, "its process is stuck");
        assertThat(state(id)).isEqualTo(WorkflowState.DELETED);
        assertThat(engine.waiting(id)).isEmpty();
        assertThat(FakeAllocator.RUNNING.hasClosed(id)).isTrue();
        assertThat(jdbc.sql(
                                "select actor || ': ' || message from muster.workflow_event where workflow_id = :id and type = 116")
                        .param("id", id.number())
                        .query(String.class)
                        .list())
                .containsExactly("ada: its process is stuck");
        assertThat(jdbc.sql("select count(*) from camunda.act_ru_execution where business_key_ = :key")
                        .param("key", id.toString())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void nothingIsWithdrawnByOthersWithoutAReasonTwiceOrWhileTheAllocatorIsAway() {
        WorkflowId id = running();
        for (String name : List.of("rita", "sam", "paula", "dan", "petra", "muster-agents", "muster-workers")) {
            assertThat(withdrawn(id, name, "mine")).as(name).isEqualTo(403);
        }
        assertThat(withdrawn(id, "ada", " ")).isEqualTo(422);
        assertThat(withdrawn(new WorkflowId(999_999), "ada", "no such")).isEqualTo(404);
        FakeAllocator.RUNNING.goAway();
        try {
            assertThat(withdrawn(id, "ada", "now")).isEqualTo(503);
        } finally {
            FakeAllocator.RUNNING.comeBack();
        }
        assertThat(state(id)).isEqualTo(WorkflowState.RUNNING);
        assertThat(withdrawn(id, "ada", "now")).isEqualTo(204);
        assertThat(withdrawn(id, "ada", "again")).isEqualTo(409);
    }

    private int withdrawn(WorkflowId id, String name, String reason) {
        return door.post("/api/workflows/" + id.number() + "/withdraw", name, Map.of("reason", reason))
                .status();
    }

    @Test
    void repeatedAndLateMessagesChangeNothing() {
        WorkflowId id = running();
        agents().drained(List.of(id));
        agents().drained(List.of(id));
        agents().sick(id, new Sickness(Sickness.Kind.JOBSCRIPT_ERRORS, "late", 99, 0, 1));
        assertThat(state(id)).isEqualTo(WorkflowState.CHECKING);
        assertThatThrownBy(() -> door.as("sam").pause(id, "too late"))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(409));
        door.as("sam").finish(id, "it does already");
        engine.work();
        agents().drained(List.of(id));
        assertThat(state(id)).isEqualTo(WorkflowState.FINISHED);
        assertThat(moves(id)).containsOnlyOnce("running -> checking");
    }

    @Test
    void requesterSteersOnlyTheirOwn() {
        WorkflowId own = submit("rita", "usertests", 3);
        WorkflowId other = submit("sam", "usertests", 3);
        engine.work();
        door.as("rita").pause(own, "mine");
        assertThat(state(own)).isEqualTo(WorkflowState.PAUSED);
        assertThatThrownBy(() -> door.as("rita").pause(other, "not mine"))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void steeringNeedsAReason() {
        WorkflowId id = running();
        assertThatThrownBy(() -> door.as("sam").pause(id, " "))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
    }

    @Test
    void allocatorGetsTheWholeOrder() {
        WorkflowId id = submit("rita", "usertests", 7);
        WorkflowOrder order = door.as("muster-workers").order(id);
        assertThat(order)
                .isEqualTo(new WorkflowOrder(
                        id, Optional.empty(), "rita", "usertests", "muster", "monte-carlo 7", stages()));
    }

    @Test
    void whatTheInputQueryFoundIsOnRecordAndOnceFrozenStays() {
        WorkflowId id = submit("rita", "usertests", 7);
        InputManifest growing = manifest(1, InputManifest.Status.GROWING, 3);
        InputManifest frozen = manifest(2, InputManifest.Status.FROZEN, 5);
        agents().found(id, growing);
        agents().found(id, growing);
        agents().found(id, frozen);
        agents().found(id, manifest(2, InputManifest.Status.FROZEN, 99));

        assertThat(door.as("rita").manifests(id)).containsExactly(growing, frozen);
        assertThat(door.as("rita").workflow(id).manifest()).contains(frozen);
        assertThatThrownBy(() -> door.as("rita").found(id, growing))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    private static InputManifest manifest(int pass, InputManifest.Status status, long files) {
        return new InputManifest(
                "monte-carlo 7", Instant.parse("2026-11-22T20:00:00Z"), pass, status, files, 0, "0".repeat(64));
    }

    @Test
    void programPausesAWorkflowInItsOwnName() {
        WorkflowId id = running();
        agents().pause(id, "MetaCat refuses the query");
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.PAUSED);
        assertThat(jdbc.sql("select actor from muster.workflow_event where workflow_id = :id and to_state = 'paused'")
                        .param("id", id.number())
                        .query(String.class)
                        .single())
                .isEqualTo("muster-agents");
        engine.complete(id, "decide-paused-workflow", "sam", Map.of("decision", "finish"));
        engine.work();
    }

    @Test
    void manySmallTestsOfADayCountAsOneLargeOne() {
        WorkflowId first = submit("tess", "usertests", 60);
        WorkflowId second = submit("tess", "usertests", 41);
        WorkflowId small = submit("tess", "usertests", 40);
        assertThat(List.of(state(first), state(second), state(small)))
                .containsExactly(WorkflowState.APPROVED, WorkflowState.SUBMITTED, WorkflowState.SUBMITTED);
        assertThat(engine.waiting(second)).containsExactly("approve-workflow");

        assertThat(engine.complete(second, "approve-workflow", "sam", Map.of("decision", "approve"))
                        .status())
                .isEqualTo(204);
        engine.complete(small, "approve-workflow", "sam", Map.of("decision", "refuse", "comment", "enough"));

        assertThat(state(submit("tess", "usertests", 40)))
                .as("what a person looked at counts no more")
                .isEqualTo(WorkflowState.APPROVED);
        engine.work();
    }

    @Test
    void submissionsAtTheSameMomentDoNotEachFit() throws Exception {
        door.token("toni");
        ExecutorService terminals = Executors.newFixedThreadPool(4);
        try {
            List<Callable<WorkflowId>> submissions = Collections.nCopies(4, () -> submit("toni", "usertests", 40));
            List<WorkflowState> states = new ArrayList<>();
            for (Future<WorkflowId> submitted : terminals.invokeAll(submissions)) {
                states.add(state(submitted.get()));
            }
            assertThat(states)
                    .containsExactlyInAnyOrder(
                            WorkflowState.APPROVED,
                            WorkflowState.APPROVED,
                            WorkflowState.SUBMITTED,
                            WorkflowState.SUBMITTED);
        } finally {
            terminals.shutdownNow();
        }
        engine.work();
    }

    /** The catalogues of this test are away: nobody is refused for that, but a person looks at what nobody could count. */
    @Test
    void inputsAreAcceptedUnseenWhileTheCataloguesAreAway() {
        WorkflowRow row = door.as("rita")
                .submit(new WorkflowSubmission(
                        "a test",
                        "usertests",
                        "files from a:b ordered limit 5",
                        Optional.of(new Refinding(3600, Instant.parse("2026-12-01T00:00:00Z"))),
                        stages()));
        assertThat(door.as("muster-workers").order(row.workflow()).refinding())
                .contains(new Refinding(3600, Instant.parse("2026-12-01T00:00:00Z")));
        assertThatThrownBy(() -> door.as("rita")
                        .submit(new WorkflowSubmission("a test", "usertests", "files from a:b limit 5", stages())))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(
                                        refused.problem().problems().get(0).toString())
                                .contains("limit without an order"));
        assertThat(state(row.workflow())).isEqualTo(WorkflowState.SUBMITTED);
        engine.complete(row.workflow(), "approve-workflow", "sam", Map.of("decision", "approve"));
        engine.work();
        door.as("rita").finish(row.workflow(), "seen");
        engine.work();
    }

    @Test
    void everyProblemOfASubmissionIsSaidAtOnce() {
        WorkflowSubmission broken = new WorkflowSubmission(" ", "elsewhere", "drop table", List.of());
        assertThatThrownBy(() -> door.as("rita").submit(broken)).isInstanceOfSatisfying(ApiRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problem().problems())
                    .extracting(problem -> problem.field())
                    .containsExactly("description", "scope", "mql", "stages");
        });
    }

    @Test
    void gpusAndGroupOfASubmissionAreChecked() {
        StageOrder sound = stages().get(0);
        StageOrder broken = new StageOrder(
                1,
                sound.jobscript(),
                Optional.empty(),
                1,
                sound.rssBytes(),
                600,
                sound.maxDistance(),
                50,
                1,
                6,
                2000,
                List.of(),
                List.of(),
                List.of(),
                sound.outputs(),
                Map.of(),
                Optional.of(new GpuNeed(StageOrder.MAX_GPUS + 1, 0, GpuNeed.ANY_CAPABILITY)),
                Optional.of("my group"));
        assertThatThrownBy(() -> door.as("rita")
                        .submit(new WorkflowSubmission("a test", "usertests", "monte-carlo 1", List.of(broken))))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().problems())
                                .extracting(problem -> problem.field())
                                .containsExactly("stages[0].gpu.count", "stages[0].group"));
    }

    /** DRAFT is left in the transaction that makes it, so nobody can delete a draft; the table keeps justIN's edge. */
    @AfterAll
    void everyEdgeWasTaken() {
        Set<String> taken = new HashSet<>(jdbc.sql(
                        "select distinct from_state || ' -> ' || to_state from muster.workflow_event where from_state <> ''")
                .query(String.class)
                .list());
        Set<String> listed = new HashSet<>();
        WorkflowState.TRANSITIONS.edges().forEach(edge -> listed.add(edge.from() + " -> " + edge.to()));
        listed.remove("draft -> deleted");
        assertThat(taken).isEqualTo(listed);
    }

    private WorkflowId running() {
        WorkflowId id = submit("rita", "usertests", 5);
        engine.work();
        return id;
    }

    private WorkflowId submit(String owner, String scope, int counters) {
        return door.as(owner)
                .submit(new WorkflowSubmission("a test", scope, "monte-carlo " + counters, stages()))
                .workflow();
    }

    static List<StageOrder> stages() {
        return List.of(new StageOrder(
                1,
                Examples.text("generate.jobscript"),
                Optional.empty(),
                1,
                256L * 1024 * 1024,
                600,
                new Distance(30),
                50,
                1,
                6,
                2000,
                List.of(),
                List.of(),
                List.of(),
                List.of(new OutputPattern(
                        1,
                        "*.hits.jsonl",
                        OutputPattern.Destination.DATASET,
                        Optional.of("some-hits"),
                        Optional.empty(),
                        Optional.of(86_400L))),
                Map.of("SAMPLE", "muons")));
    }

    private PlatformClient agents() {
        return door.as("muster-agents");
    }

    private WorkflowState state(WorkflowId id) {
        return door.as("sam").workflow(id).workflow().state();
    }

    private List<Integer> types(WorkflowId id) {
        return door.as("sam").events(Map.of("workflow", Integer.toString(id.number()))).rows().stream()
                .map(EventRow::type)
                .toList();
    }

    private List<String> moves(WorkflowId id) {
        return jdbc.sql("select from_state || ' -> ' || to_state from muster.workflow_event where workflow_id = :id")
                .param("id", id.number())
                .query(String.class)
                .list();
    }
}
