package org.muster.webapp.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ten campaigns of twenty workflows each, closed a while ago, of which some outputs are still to be registered. */
@RunningWebapp
class ProgressOnPagesTest {
    private static final int CAMPAIGNS = 10;
    private static final int WORKFLOWS = 20;

    private final FakeAllocator allocator = FakeAllocator.RUNNING;
    private final Door door;
    private final JdbcClient jdbc;
    private final LastProgress last;
    private final AllocatorClient client;
    private final Clock clock;
    private final KnownProgress ledger;
    private final RememberProgress remember;
    private List<Integer> campaigns = List.of();
    private List<WorkflowId> workflows = List.of();

    @Autowired
    ProgressOnPagesTest(
            Door door, JdbcClient jdbc, LastProgress last, KnownProgress ledger, AllocatorClient client, Clock clock) {
        this.door = door;
        this.jdbc = jdbc;
        this.last = last;
        this.client = client;
        this.clock = clock;
        this.ledger = ledger;
        this.remember = new RememberProgress(ledger, last, clock, Duration.ofDays(1));
    }

    @BeforeEach
    void draining() {
        // It asks nothing for some seconds after an allocator was away, in whatever test that was.
        while (ledger.progress(List.of()).isEmpty() && !ledger.answering()) {
            Thread.onSpinWait();
        }
        campaigns =
                jdbc.sql("""
                insert into muster.campaign (name, requester, status, requested_at, request, max_running_jobs, events_requested)
                select 'drains-' || gen_random_uuid(), 'rita', 'closed', now(), '', 10, 2000
                from generate_series(1, :campaigns) returning id
                """).param("campaigns", CAMPAIGNS).query(Integer.class).list();
        workflows = jdbc.sql("""
                insert into muster.workflow (campaign_id, purpose, sample, description, owner, scope, quota_name, state, mql,
                    counters, counter_offset, events_per_job, stages, created_at)
                select c, 'production', 'muons', '', 'rita', 'toy', 'muster', 'finished', '', 10, 0, 10, '[]', now()
                from unnest(?) c, generate_series(1, ?) returning id
                """)
                .param(campaigns.toArray(Integer[]::new))
                .param(WORKFLOWS)
                .query((row, number) -> new WorkflowId(row.getInt(1)))
                .list();
        workflows.forEach(workflow -> allocator.knows(closed(workflow, 1)));
    }

    @AfterEach
    void stop() {
        allocator.comeBack();
        workflows.forEach(allocator::neverKnew);
        Integer[] ids = workflows.stream().map(WorkflowId::number).toArray(Integer[]::new);
        jdbc.sql("delete from muster.last_progress where workflow_id = any(?)")
                .param(ids)
                .update();
        jdbc.sql("delete from muster.workflow where id = any(?)").param(ids).update();
        jdbc.sql("delete from muster.campaign where id = any(?)")
                .param(campaigns.toArray(Integer[]::new))
                .update();
    }

    private static WorkflowProgress closed(WorkflowId workflow, long unregistered) {
        return new WorkflowProgress(
                workflow,
                LedgerStatus.CLOSED,
                true,
                true,
                unregistered,
                100,
                List.of(new StageProgress(
                        new StageRef(workflow, 1), Map.of(InputFileState.PROCESSED, 10L), Map.of(), Map.of(), 0, 0)));
    }

    private int asked() {
        return allocator.calls("workflows") + allocator.calls("progress");
    }

    private List<Boolean> settled() {
        return jdbc.sql("select distinct settled from muster.last_progress where workflow_id = any(?)")
                .param(workflows.stream().map(WorkflowId::number).toArray(Integer[]::new))
                .query(Boolean.class)
                .list();
    }

    @Test
    void aPageOfManyCampaignsAsksOnceAndWritesNothing() {
        int before = asked();
        String rows = door.get("/api/campaigns?limit=" + CAMPAIGNS, "sam").body();

        assertThat(rows).contains("\"events_achieved\":" + WORKFLOWS * 100);
        assertThat(asked() - before)
                .as("one question for what is open, one for all the rest")
                .isLessThanOrEqualTo(2);
        assertThat(settled()).as("nothing is written because somebody looks").isEmpty();
    }

    @Test
    void nobodyIsAskedAgainAboutWorkflowsOfWhichAllIsKnown() {
        remember.go();
        assertThat(last.of(workflows)).as("not known before it was asked about").isEmpty();
        last.remember(client.progress(workflows), clock.instant());
        assertThat(settled()).containsExactly(false);

        workflows.forEach(workflow -> allocator.knows(closed(workflow, 0)));
        remember.go();
        assertThat(settled()).containsExactly(true);

        door.get("/api/campaigns?limit=" + CAMPAIGNS, "sam");
        int before = allocator.calls("progress");
        assertThat(door.get("/api/campaigns?limit=" + CAMPAIGNS, "sam").body())
                .contains("\"files_processed\":" + WORKFLOWS * 10);
        assertThat(allocator.calls("progress")).isEqualTo(before);
    }

    @Test
    void whileTheAllocatorIsAwayItsLastWordIsShown() {
        last.remember(client.progress(workflows), clock.instant());
        allocator.goAway();

        assertThat(new KnownProgress(client, last, clock).progress(workflows))
                .as("one that was started since")
                .hasSize(CAMPAIGNS * WORKFLOWS);
    }
}
