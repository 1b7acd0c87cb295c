package org.muster.webapp.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.SliceAction;
import org.muster.protocol.platform.SliceRef;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Slices of a full production on the real engine, as the round starts them. */
@RunningWebapp
class StartSlicesTest {
    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final StartSlices round;
    private final FakeAllocator allocator = FakeAllocator.RUNNING;

    @Autowired
    StartSlicesTest(Door door, EngineHand engine, JdbcClient jdbc, RuntimeService runtime, StartSlices round) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.round = round;
    }

    private FullProduction production(int slices, int agreed) {
        return new FullProduction(door, engine, jdbc, slices, agreed);
    }

    /** Low mark 4, high mark 6. */
    @Test
    void slicesRunAtOnceAndOneThatIsPausedStopsNobody() {
        FullProduction production = production(9, 4).release();
        engine.work();
        assertThat(production.started()).containsExactly(1, 2, 3);
        assertThat(production.workflows(WorkflowState.RUNNING)).hasSize(3);

        door.as("sam").pause(production.workflow(2), "sick");
        engine.work();
        assertThat(production.started())
                .as("four jobs are still wanted: between the marks")
                .containsExactly(1, 2, 3);

        tell(production.workflow(1), 1, 0);
        engine.work();
        assertThat(production.started()).containsExactly(1, 2, 3, 4, 5);
        assertThat(door.as("sam").workflow(production.workflow(2)).workflow().state())
                .isEqualTo(WorkflowState.PAUSED);
    }

    @Test
    void campaignGoesOnWhenAllSlicesAreOverHoweverTheyEnded() {
        FullProduction production = production(4, 2).release();
        engine.work();
        assertThat(production.started()).containsExactly(1, 2);
        production.drainAll();
        assertThat(production.started()).containsExactly(1, 2, 3, 4);

        door.as("sam").pause(production.workflow(3), "sick");
        door.as("sam").finish(production.workflow(4), "enough events");
        engine.work();
        assertThat(engine.waiting(production.campaign())).isEmpty();

        door.as("sam").finish(production.workflow(3), "not worth mending");
        engine.work();
        assertThat(engine.waiting(production.campaign())).containsExactly("close-campaign");
    }

    @Test
    void campaignThatIsKeptOpenProducesARowAgain() {
        FullProduction production = production(2, 4).release();
        engine.work();
        production.drainAll();
        production.decide(
                "close-campaign", "paula", Map.of("decision", "keep-open", "repeatRow", 2, "comment", "more of it"));
        assertThat(engine.waiting(production.campaign())).containsExactly("release-full-production");
        round.go();
        production.release();
        engine.work();

        assertThat(production.started()).containsExactly(1, 2, 4);
        production.drainAll();
        assertThat(engine.waiting(production.campaign())).containsExactly("close-campaign");
    }

    @Test
    void slicesThatWaitAreOneMessageToTheEngine() {
        FullProduction production = production(150, 1).release();
        engine.work();
        assertThat(production.started()).hasSize(1);

        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(production.campaign().toString())
                        .count())
                .as("the campaign and its step")
                .isEqualTo(2);
        assertThat(runtime.createEventSubscriptionQuery()
                        .eventName("campaign.slices-ended")
                        .list())
                .as("of all campaigns of these tests")
                .hasSizeLessThan(20);
    }

    /** The order lies beyond every plan: no workflow can be made of it. */
    @Test
    void sliceThatCannotBeStartedIsPassedOverAndToldOnce() {
        FullProduction sick = production(3, 4);
        FullProduction sound = production(2, 4);
        jdbc.sql("""
                insert into muster.slice (campaign_id, plan_order, band, jobs, state, offered_at)
                values (?, 20000, 'first', 1000, 'waiting', now())
                """).param(sick.campaign().number()).update();
        sick.release();
        sound.release();
        engine.work();

        assertThat(sick.started()).as("behind it").containsExactly(1, 2, 3);
        assertThat(sound.started()).containsExactly(1, 2);
        assertThat(incidents(sick)).singleElement().satisfies(incident -> {
            assertThat(incident.reason()).contains("rows of a plan are numbered");
            assertThat(incident.times()).isEqualTo(1);
        });
        assertThat(incidents(sound)).isEmpty();

        jdbc.sql("delete from muster.slice where plan_order = 20000").update();
        engine.work();
        assertThat(incidents(sick)).isEmpty();
    }

    @Test
    void withdrawnCampaignLeavesNoWorkflowBehind() {
        FullProduction production = production(3, 4).release();
        engine.work();
        List<WorkflowId> running = production.workflows(WorkflowState.RUNNING);
        assertThat(running).hasSize(3);

        door.as("ada").withdraw(production.campaign(), "not needed any more");

        running.forEach(workflow -> {
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(workflow.toString())
                            .count())
                    .as("%s", workflow)
                    .isZero();
            assertThat(allocator.hasClosed(workflow)).isTrue();
        });
        engine.work();
        assertThat(production.started()).containsExactly(1, 2, 3);
        assertThat(door.as("sam").campaign(production.campaign()).campaign().step())
                .contains(CampaignStep.FULL_PRODUCTION);
    }

    /** While the allocator is told of the one that runs, somebody starts another. */
    @Test
    void sliceThatIsStartedWhileItsCampaignIsWithdrawnIsWithdrawnToo() {
        FullProduction production = production(4, 2).release();
        engine.work();
        String close = "workflows/" + production.workflow(1).number() + "/close";
        AtomicBoolean done = new AtomicBoolean();
        allocator.tells(close, asked -> {
            if (done.getAndSet(true)) {
                return new Page<>(List.of(), Optional.empty());
            }
            door.as("sam")
                    .steer(
                            production.campaign(),
                            new SliceRef(WorkflowPurpose.PRODUCTION, 4),
                            SliceAction.START,
                            "just now");
            return new Page<>(List.of(), Optional.empty());
        });
        try {
            door.as("ada").withdraw(production.campaign(), "not needed any more");
        } finally {
            allocator.forgets(close);
        }

        assertThat(production.started()).containsExactly(1, 2, 4);
        assertThat(production.workflows(WorkflowState.DELETED))
                .containsExactly(production.workflow(1), production.workflow(2), production.workflow(4));
        assertThat(allocator.hasClosed(production.workflow(4))).isTrue();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(production.workflow(4).toString())
                        .count())
                .isZero();
    }

    private List<IncidentRow> incidents(FullProduction production) {
        return door.as("sam").incidents(Map.of("subject", production.campaign().toString())).rows().stream()
                .filter(incident -> incident.endedAt().isEmpty())
                .toList();
    }

    private void tell(WorkflowId workflow, long running, long waiting) {
        allocator.knows(new WorkflowProgress(
                workflow,
                LedgerStatus.OPEN,
                true,
                false,
                0,
                0,
                IntStream.rangeClosed(1, 2)
                        .mapToObj(stage -> new StageProgress(
                                new StageRef(workflow, stage),
                                stage == 1 ? Map.of(InputFileState.UNALLOCATED, waiting) : Map.of(),
                                stage == 1 ? Map.of(JobState.PROCESSING, running) : Map.of(),
                                Map.of(),
                                0,
                                0))
                        .toList()));
    }
}
