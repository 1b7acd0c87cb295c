package org.muster.agents.jobfactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.agents.fake.FakeAllocator;
import org.muster.agents.fake.FakeBatch;
import org.muster.agents.fake.FakePlatform;
import org.muster.catalogue.registration.Installation;
import org.muster.connectors.batch.JobCondition;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.StageDemand;
import org.muster.protocol.control.WorkflowProgress;

class JobFactoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final SiteName NORTH = new SiteName("UK_North");
    private static final Installation INSTALLATION = new Installation("dev", "muster");
    private static final WrapperSettings WRAPPER =
            new WrapperSettings("http://127.0.0.1:8081/api/allocator/", "", 60, 0);

    private final FakeAllocator allocator = new FakeAllocator();
    private final FakeBatch batch = new FakeBatch(3, "UK_North", "UK_South");
    private final JobFactory factory =
            new JobFactory(INSTALLATION, allocator.client(), batch, WRAPPER, FakePlatform.toldToNobody());

    @AfterEach
    void stop() {
        allocator.close();
    }

    private static StageDemand demand(
            int workflow, long unallocated, long submitted, long live, int perJob, int maxRunning, int priority) {
        return new StageDemand(
                StageRef.of(workflow, 1),
                "rita",
                "muster",
                unallocated,
                submitted,
                live,
                perJob,
                maxRunning,
                1,
                2_000_000_000L,
                3600,
                priority,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(NORTH));
    }

    @ParameterizedTest(name = "{0} files, {3} a job, {1} submitted, {2} live, cap {4}: {5} more")
    @CsvSource({
        "10, 0, 0, 1, 2000, 10",
        "10, 4, 0, 1, 2000, 6",
        "10, 4, 8, 1, 2000, 6",
        "0, 0, 5, 1, 2000, 0",
        "3, 5, 0, 1, 2000, 0",
        "41, 0, 0, 20, 2000, 3",
        "41, 1, 1, 20, 2000, 1",
        "10, 2, 3, 1, 6, 1",
        "10, 2, 4, 1, 6, 0",
        "5, 0, 0, 0, 2000, 5",
    })
    void aStageNeedsAJobForEachPortionOfFiles(
            long unallocated, long submitted, long live, int perJob, int cap, int more) {
        assertThat(Need.of(demand(1, unallocated, submitted, live, perJob, cap, 50), 0))
                .isEqualTo(more);
    }

    @Test
    void aJobThatHasStartedWithoutAFileWillTakeOne() {
        assertThat(Need.of(demand(1, 3, 0, 2, 1, 2000, 50), 2)).isEqualTo(1);
    }

    @Test
    void roomIsSharedInTurnsHighestPriorityFirst() {
        Map<String, Integer> needs = new LinkedHashMap<>();
        needs.put("high", 5);
        needs.put("low", 5);
        needs.put("small", 1);

        assertThat(JobFactory.share(6, needs)).containsExactlyEntriesOf(ordered("high", 3, "low", 2, "small", 1));
        assertThat(JobFactory.share(1, needs)).containsExactlyEntriesOf(Map.of("high", 1));
        assertThat(JobFactory.share(100, needs)).containsExactlyEntriesOf(ordered("high", 5, "low", 5, "small", 1));
    }

    private static Map<String, Integer> ordered(String a, int x, String b, int y, String c, int z) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put(a, x);
        map.put(b, y);
        map.put(c, z);
        return map;
    }

    @Test
    void aJobIsKnownToTheAllocatorBeforeItMayStart() {
        allocator.demand.add(demand(1, 2, 0, 0, 1, 2000, 50));
        allocator.fault(request -> {
            assertThat(batch.count(JobCondition.IDLE)).isZero();
            return Outcome.ANSWER;
        });

        factory.doWork(NOW);

        assertThat(batch.count(JobCondition.IDLE)).isEqualTo(2);
        assertThat(allocator.registered.keySet()).containsExactlyInAnyOrderElementsOf(batch.jobs.keySet());
        NewJob job = allocator.registered.values().iterator().next();
        assertThat(job.jobSecret()).matches("[A-Za-z0-9_-]{86}");
        String wrapper = java.util.Objects.requireNonNull(batch.orders.get(job.jobsubId()))
                .wrapper()
                .apply(job.jobsubId());
        assertThat(wrapper).contains(job.jobSecret(), "http://127.0.0.1:8081/api/allocator/");
        assertThat(allocator.registered.values().stream().map(NewJob::jobSecret))
                .as("a secret for each job")
                .doesNotHaveDuplicates();
        assertThat(java.util.Objects.requireNonNull(batch.orders.get(job.jobsubId()))
                        .sites())
                .isEqualTo(Set.of(NORTH));
    }

    @Test
    void aStageThatNoSlotCanReachGetsNoJob() {
        StageDemand far = demand(1, 2, 0, 0, 1, 2000, 50);
        allocator.demand.add(new StageDemand(
                far.stage(),
                "rita",
                "muster",
                2,
                0,
                0,
                1,
                2000,
                1,
                1,
                1,
                50,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new SiteName("US_West"))));

        factory.doWork(NOW);

        assertThat(batch.jobs).isEmpty();
    }

    @Test
    void aStageThatNeedsAGpuWaitsForPilotsThatHaveOne() {
        allocator.demand.add(forPilots(Optional.of(new GpuNeed(1, 8_000_000_000L, "7.5")), ""));

        factory.doWork(NOW);

        assertThat(batch.jobs).isEmpty();
    }

    @Test
    void aStageForTheSlotsOfAGroupIsNotRunInAnybodyElses() {
        allocator.demand.add(forPilots(Optional.empty(), "/experiment/gpu"));

        factory.doWork(NOW);

        assertThat(batch.jobs).isEmpty();
    }

    private static StageDemand forPilots(Optional<GpuNeed> gpu, String group) {
        StageDemand any = demand(1, 2, 0, 0, 1, 2000, 50);
        return new StageDemand(
                any.stage(),
                any.owner(),
                any.quotaName(),
                any.unallocatedFiles(),
                0,
                0,
                1,
                2000,
                1,
                1,
                1,
                50,
                Optional.empty(),
                gpu,
                Absent.ifEmpty(group),
                any.sites());
    }

    @Test
    void jobsThatCouldNotBeRegisteredNeverStart() {
        allocator.demand.add(demand(1, 2, 0, 0, 1, 2000, 50));
        allocator.fault(request -> request.equals("POST /api/control/jobs") ? Outcome.LOSE_ANSWER : Outcome.ANSWER);
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> factory.doWork(NOW));
        assertThat(batch.count(JobCondition.PREPARED)).isEqualTo(2);
        allocator.fault(request -> Outcome.ANSWER);
        allocator.demand.clear();

        // As after a kill: a new factory finds the jobs of the old one.
        new JobFactory(INSTALLATION, allocator.client(), batch, WRAPPER, FakePlatform.toldToNobody()).doWork(NOW);

        assertThat(batch.jobs).isEmpty();
        // The allocator may know them; that they are gone is the watchdog's to say.
        assertThat(allocator.jobs.values()).containsOnly(JobState.SUBMITTED);
    }

    @Test
    void aLeftoverThatCannotBeTakenAwayHoldsUpNeitherTheOthersNorNewJobs() {
        for (int i = 0; i < 3; i++) {
            batch.jobs.put(new JobsubId("77." + i + "@local"), JobCondition.PREPARED);
        }
        JobsubId stuck = new JobsubId("77.1@local");
        batch.stuck.add(stuck);
        allocator.demand.add(demand(1, 2, 0, 0, 1, 2000, 50));

        factory.doWork(NOW);

        assertThat(batch.jobs).containsEntry(stuck, JobCondition.PREPARED).hasSize(3);
        assertThat(batch.count(JobCondition.IDLE)).isEqualTo(2);
    }

    /** A day of one file per job: the ledger's numbers are recomputed from the jobs at every look. */
    @Test
    void neverMoreJobsThanFiles() {
        allocator.progress.add(
                new WorkflowProgress(new WorkflowId(1), LedgerStatus.OPEN, true, false, 0, 0, List.of()));
        int files = 25;
        int handedOut = 0;
        int notUsed = 0;
        for (int round = 0; round < 200; round++) {
            allocator.demand.clear();
            long submitted = count(JobState.SUBMITTED);
            long live = count(JobState.PROCESSING);
            allocator.demand.add(demand(1, files - handedOut, submitted, live, 1, 2000, 50));
            factory.doWork(NOW);
            assertThat(batch.count(JobCondition.IDLE)).isLessThanOrEqualTo(batch.slots());
            // Slots pick up work, and every other round the oldest running job ends.
            for (JobsubId job : List.copyOf(batch.jobs.keySet())) {
                boolean idle = batch.jobs.get(job) == JobCondition.IDLE;
                if (idle && batch.count(JobCondition.RUNNING) < batch.slots()) {
                    batch.jobs.put(job, JobCondition.RUNNING);
                    boolean used = handedOut < files;
                    handedOut += used ? 1 : 0;
                    notUsed += used ? 0 : 1;
                    allocator.jobs.put(job, used ? JobState.PROCESSING : JobState.NOTUSED);
                }
            }
            if (round % 2 == 1) {
                batch.jobs.entrySet().stream()
                        .filter(job -> job.getValue() == JobCondition.RUNNING)
                        .findFirst()
                        .ifPresent(job -> {
                            job.setValue(JobCondition.ENDED);
                            allocator.jobs.put(job.getKey(), JobState.FINISHED);
                        });
            }
        }
        assertThat(handedOut).isEqualTo(files);
        assertThat(notUsed).isZero();
        assertThat(allocator.registered).hasSize(files);
    }

    private long count(JobState state) {
        return allocator.jobs.values().stream().filter(state::equals).count();
    }
}
