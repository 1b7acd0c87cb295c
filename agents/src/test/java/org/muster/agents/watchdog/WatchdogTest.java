package org.muster.agents.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.agents.fake.FakeAllocator;
import org.muster.agents.fake.FakeBatch;
import org.muster.agents.fake.FakePlatform;
import org.muster.agents.runtime.SetAside;
import org.muster.connectors.batch.JobCondition;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;

class WatchdogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final WorkflowId WORKFLOW = new WorkflowId(7);

    private final FakeAllocator allocator = new FakeAllocator();
    private final FakePlatform platform = new FakePlatform();
    private final FakeBatch batch = new FakeBatch(3, "UK_North");
    private final SetAside setAside = new SetAside(platform.client());
    private final WorkflowWatch watch = new WorkflowWatch(allocator.client(), platform.client(), setAside);
    private final LostJobs lost = new LostJobs(allocator.client(), batch, FakePlatform.toldToNobody());

    @AfterEach
    void stop() {
        allocator.close();
        platform.close();
    }

    private static WorkflowHealth health(long errors, long none, long well) {
        return new WorkflowHealth(
                WORKFLOW,
                errors,
                none,
                well,
                Map.of(new SiteName("UK_North"), errors, new SiteName("UK_South"), 1L),
                Map.of(0, well, 1, 3L, 137, errors),
                List.of());
    }

    @ParameterizedTest(name = "{0} errors, {1} none processed, {2} well: sick {3}")
    @CsvSource({
        "10, 0, 0, false",
        "11, 0, 0, true",
        "11, 0, 10, true",
        "11, 0, 11, false",
        "500, 0, 500, false",
        "0, 10, 0, false",
        "0, 11, 10, true",
        "0, 11, 11, false",
        "10, 10, 0, false",
        "11, 11, 10, true",
    })
    void sickIsMoreThanTenBadJobsAndMoreThanWellOnes(long errors, long none, long well, boolean sick) {
        assertThat(SickRule.examine(health(errors, none, well)).isPresent()).isEqualTo(sick);
    }

    @Test
    void theMessageNamesCountsExitCodesAndTheSiteTheyConcentrateAt() {
        assertThat(SickRule.examine(health(14, 0, 2)).orElseThrow().message())
                .isEqualTo("14 jobs ended with a jobscript error in the last hour, 2 did well or are at work;"
                        + " exit codes 137 (14), 1 (3); 14 of the errors at UK_North");
        WorkflowHealth spread = new WorkflowHealth(
                WORKFLOW,
                14,
                0,
                2,
                Map.of(new SiteName("UK_North"), 7L, new SiteName("UK_South"), 7L),
                Map.of(),
                List.of());
        assertThat(SickRule.examine(spread).orElseThrow().message()).doesNotContain("UK_");
    }

    @Test
    void aSickWorkflowIsToldOnceAndAgainOnlyForNewFailures() {
        allocator.health.add(health(14, 0, 2));
        watch.doWork(NOW);
        watch.doWork(NOW.plusSeconds(60));
        assertThat(platform.messages).singleElement().asString().startsWith("7/sick: 14 jobs");

        allocator.health.set(0, health(25, 0, 2));
        watch.doWork(NOW.plusSeconds(120));
        assertThat(platform.messages).hasSize(2);
    }

    @Test
    void aDrainedWorkflowIsToldUntilItIsClosed() {
        allocator.progress.add(new WorkflowProgress(WORKFLOW, LedgerStatus.OPEN, true, true, 0, 0, List.of()));
        watch.doWork(NOW);
        watch.doWork(NOW.plusSeconds(1));
        assertThat(platform.messages).containsExactly("7/drained");

        watch.doWork(NOW.plus(WorkflowWatch.REPEAT));
        assertThat(platform.messages).hasSize(2);

        allocator.progress.clear();
        watch.doWork(NOW.plusSeconds(60));
        assertThat(platform.messages).hasSize(2);
    }

    @Test
    void aRefusalThatIsNotAboutTheProcessIsToldAndHoldsUpNoOtherWorkflow() {
        allocator.progress.add(new WorkflowProgress(WORKFLOW, LedgerStatus.OPEN, true, true, 0, 0, List.of()));
        platform.status = 403;

        for (int minute = 0; minute < 30; minute++) {
            watch.doWork(NOW.plusSeconds(60L * minute));
        }
        setAside.doWork(NOW);

        assertThat(platform.incidents).singleElement().satisfies(incident -> {
            assertThat(incident.subject()).isEqualTo(WORKFLOW.toString());
            assertThat(incident.reason()).contains("not now");
        });
    }

    @Test
    void aJobThatTheBatchSystemMissesTwiceIsGone() {
        JobsubId missing = new JobsubId("1.0@local");
        JobsubId ended = new JobsubId("1.1@local");
        JobsubId running = new JobsubId("1.2@local");
        JobsubId elsewhere = new JobsubId("9.0@schedd.example");
        allocator.jobs.put(missing, JobState.SUBMITTED);
        allocator.jobs.put(ended, JobState.PROCESSING);
        allocator.jobs.put(running, JobState.PROCESSING);
        allocator.jobs.put(elsewhere, JobState.PROCESSING);
        batch.jobs.put(ended, JobCondition.ENDED);
        batch.jobs.put(running, JobCondition.RUNNING);

        lost.doWork(NOW);
        assertThat(allocator.jobs.values()).doesNotContain(JobState.STALLED);
        lost.doWork(NOW.plusSeconds(10));

        assertThat(allocator.jobs)
                .containsEntry(missing, JobState.STALLED)
                .containsEntry(ended, JobState.STALLED)
                .containsEntry(running, JobState.PROCESSING)
                .containsEntry(elsewhere, JobState.PROCESSING);
        assertThat(allocator.expiries).isEqualTo(2);
    }

    @Test
    void aJobThatEndedBetweenTwoLooksIsNotGone() {
        JobsubId job = new JobsubId("1.0@local");
        allocator.jobs.put(job, JobState.OUTPUTTING);
        batch.jobs.put(job, JobCondition.ENDED);
        lost.doWork(NOW);
        allocator.jobs.put(job, JobState.FINISHED);

        lost.doWork(NOW.plusSeconds(10));

        assertThat(allocator.jobs).containsEntry(job, JobState.FINISHED);
    }
}
