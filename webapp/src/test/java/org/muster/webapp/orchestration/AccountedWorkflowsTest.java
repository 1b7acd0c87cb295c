package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.job.JobState;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.processes.Topic;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.WorkflowSubmission;
import org.muster.webapp.incidents.TakeIncidents;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workflows that were drained and wait until their outputs are registered. */
@RunningWebapp
class AccountedWorkflowsTest {
    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final AllocatorClient client;
    private final TakeIncidents take;
    private final FakeAllocator allocator = FakeAllocator.RUNNING;
    private Instant now = Instant.now();
    private AccountedWorkflows accounted;

    @Autowired
    AccountedWorkflowsTest(
            Door door,
            EngineHand engine,
            JdbcClient jdbc,
            RuntimeService runtime,
            AllocatorClient client,
            TakeIncidents take) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.client = client;
        this.take = take;
        this.accounted = at(now);
    }

    private AccountedWorkflows at(Instant time) {
        return new AccountedWorkflows(
                runtime,
                client,
                take,
                Clock.fixed(time, ZoneOffset.UTC),
                new SimpleMeterRegistry(),
                Duration.ofDays(1));
    }

    @BeforeEach
    void nothingIsLeftFromOtherTests() {
        engine.work();
    }

    @AfterEach
    void letAllEnd() {
        engine.work();
    }

    private WorkflowId waiting() {
        return waiting(1).get(0);
    }

    private List<WorkflowId> waiting(int count) {
        List<WorkflowId> drained = Stream.generate(this::submit).limit(count).toList();
        engine.work();
        door.as("muster-agents").drained(drained);
        while (runtime.createProcessInstanceQuery()
                        .activityIdIn("stop-workflow")
                        .count()
                > 0) {
            engine.answer(Topic.STOP_WORKFLOW, Map.of());
        }
        return drained;
    }

    private WorkflowId submit() {
        return door.as("rita")
                .submit(new WorkflowSubmission("a test", "usertests", "monte-carlo 1", stages()))
                .workflow();
    }

    private static List<StageOrder> stages() {
        return List.of(new StageOrder(
                1,
                "#!/bin/bash\n",
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
                        "*.txt",
                        OutputPattern.Destination.DATASET,
                        Optional.of("some-texts"),
                        Optional.empty(),
                        Optional.of(86_400L))),
                Map.of()));
    }

    private void is(WorkflowId id, LedgerStatus status, long live, long unregistered) {
        allocator.knows(new WorkflowProgress(
                id,
                status,
                true,
                true,
                unregistered,
                0,
                List.of(new StageProgress(
                        new StageRef(id, 1), Map.of(), Map.of(JobState.PROCESSING, live), Map.of(), 0, 0))));
    }

    private WorkflowState state(WorkflowId id) {
        return door.as("sam").workflow(id).workflow().state();
    }

    private List<IncidentRow> incidents(WorkflowId id) {
        return door.as("ada")
                .incidents(Map.of("subject", id.toString(), "open", "true"))
                .rows();
    }

    @Test
    void goOnWhenJobsHaveEndedAndOutputsAreRegistered() {
        WorkflowId id = waiting();

        is(id, LedgerStatus.CLOSED, 1, 0);
        accounted.go();
        assertThat(state(id)).isEqualTo(WorkflowState.CHECKING);
        is(id, LedgerStatus.CLOSED, 0, 3);
        accounted.go();
        assertThat(state(id)).isEqualTo(WorkflowState.CHECKING);
        is(id, LedgerStatus.OPEN, 0, 0);
        accounted.go();
        assertThat(state(id)).isEqualTo(WorkflowState.CHECKING);

        is(id, LedgerStatus.CLOSED, 0, 0);
        accounted.go();
        assertThat(state(id)).isEqualTo(WorkflowState.FINISHING);
        accounted.go();
        engine.work();
        assertThat(state(id)).isEqualTo(WorkflowState.FINISHED);
    }

    @Test
    void manyAreAskedAboutInOneCallAndOneThatCannotGoOnHoldsUpNoOther() {
        List<WorkflowId> many = waiting(11);
        many.forEach(id -> is(id, LedgerStatus.CLOSED, 0, 0));
        WorkflowId poisoned = many.get(4);
        become(poisoned, "finished");
        int before = allocator.calls("progress");

        accounted.go();

        assertThat(allocator.calls("progress") - before).isEqualTo(1);
        assertThat(many)
                .filteredOn(id -> !id.equals(poisoned))
                .extracting(this::state)
                .containsOnly(WorkflowState.FINISHING);
        assertThat(incidents(poisoned))
                .singleElement()
                .satisfies(incident -> assertThat(incident.reason()).contains("does not go on"));

        become(poisoned, "checking");
        accounted.go();
        assertThat(state(poisoned)).isEqualTo(WorkflowState.FINISHING);
        assertThat(incidents(poisoned)).isEmpty();
    }

    private void become(WorkflowId id, String state) {
        jdbc.sql("update muster.workflow set state = :state where id = :id")
                .param("state", state)
                .param("id", id.number())
                .update();
    }

    @Test
    void whoWaitsForADayIsAnIncidentUntilItGoesOn() {
        WorkflowId id = waiting();
        is(id, LedgerStatus.CLOSED, 0, 3);
        accounted.go();
        assertThat(incidents(id)).isEmpty();

        accounted = at(now.plus(AccountedWorkflows.PATIENCE).plusSeconds(60));
        accounted.go();
        accounted.go();
        assertThat(incidents(id)).singleElement().satisfies(incident -> {
            assertThat(incident.reason()).isEqualTo("waited for 24 hours: 3 outputs to be registered");
            assertThat(incident.times()).isEqualTo(1);
        });

        is(id, LedgerStatus.CLOSED, 0, 0);
        accounted.go();
        assertThat(incidents(id)).isEmpty();
    }

    @Test
    void nothingIsConcludedWhileTheAllocatorIsAway() {
        WorkflowId id = waiting();
        allocator.goAway();
        try {
            assertThat(catchThrowable(accounted::go)).isInstanceOf(ExternalSystemUnavailable.class);
        } finally {
            allocator.comeBack();
        }
        assertThat(state(id)).isEqualTo(WorkflowState.CHECKING);
    }

    @Test
    void whatIsToBeOpenedIsFetchedBeforeWhateverElseWaits() {
        List<WorkflowId> closing = waiting(3);
        closing.forEach(id -> is(id, LedgerStatus.CLOSED, 0, 0));
        accounted.go();
        submit();

        Door.Answer fetched = door.post(
                "/engine-rest/external-task/fetchAndLock",
                "muster-workers",
                Map.of(
                        "workerId",
                        "test",
                        "maxTasks",
                        1,
                        "usePriority",
                        true,
                        "topics",
                        Stream.of(Topic.values())
                                .map(topic -> Map.of("topicName", topic.topic(), "lockDuration", 1))
                                .toList()));

        assertThat(fetched.json().findValuesAsText("topicName")).containsExactly(Topic.OPEN_WORKFLOW.topic());
    }
}
