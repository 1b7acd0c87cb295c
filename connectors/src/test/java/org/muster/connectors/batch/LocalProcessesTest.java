package org.muster.connectors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.testkit.clock.SettableClock;

class LocalProcessesTest {
    private static final SiteName NORTH = new SiteName("UK_North");
    private static final SiteName SOUTH = new SiteName("UK_South");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LocalProcesses.Turns EACH = (directory, work) -> work.run();
    private static final String UNTIL_TOLD = "while [ ! -e stop ]; do sleep 0.05; done";

    private final Path root;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T20:00:00Z"));

    LocalProcessesTest(@TempDir Path root) {
        this.root = root;
    }

    /** The "python" of these wrappers is a shell. */
    private LocalProcesses batch(SiteName... slots) {
        return new LocalProcesses(root, List.of(slots), Isolation.none("sh"), clock);
    }

    private static JobOrder order(String script, SiteName... sites) {
        return new JobOrder(StageRef.of(1, 1), job -> script, Set.of(sites), 1, 2_000_000_000L, 3600);
    }

    private static List<JobsubId> submit(LocalProcesses batch, JobOrder order, int jobs) {
        List<JobsubId> prepared = batch.prepare(order, jobs);
        batch.release(prepared);
        return prepared;
    }

    private Path directory(JobsubId job) {
        return root.resolve(job.value().replace("@local", ""));
    }

    private static void await(LocalProcesses batch, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            batch.advance(EACH);
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void awaitEnd(LocalProcesses batch, JobsubId job) {
        await(batch, () -> batch.query().get(job) == JobCondition.ENDED);
    }

    private void tellToStop(JobsubId job) throws IOException {
        Files.createFile(directory(job).resolve("work/stop"));
    }

    @AfterEach
    void stopEverything() throws IOException {
        try (var directories = Files.list(root)) {
            for (Path directory : directories.filter(Files::isDirectory).toList()) {
                if (Files.isDirectory(directory.resolve("work")) && !Files.exists(directory.resolve("work/stop"))) {
                    Files.createFile(directory.resolve("work/stop"));
                }
            }
        }
        LocalProcesses batch = batch(NORTH);
        await(batch, () -> batch.query().values().stream().noneMatch(JobCondition.RUNNING::equals));
    }

    @Test
    void aJobRunsWithItsNamesAndWithoutOurSecrets() throws IOException {
        LocalProcesses batch = batch(NORTH);
        JobsubId job = submit(batch, order("env; echo oops >&2", NORTH), 1).get(0);

        awaitEnd(batch, job);

        assertThat(Files.readString(directory(job).resolve("wrapper.log")))
                .contains(
                        "JUSTIN_JOBSUB_ID=" + job,
                        "GLIDEIN_DUNESite=UK_North",
                        "GLIDEIN_Entry_Name=UK_North-CE",
                        "MUSTER_RSS_MIB=1908",
                        "oops")
                .doesNotContain("MAVEN", "JAVA_HOME");
        assertThat(directory(job).resolve("work/wrapper")).doesNotExist();
    }

    @Test
    void aJobStartsOnlyAfterItsReleaseAndRunsInASessionOfItsOwn() throws IOException {
        LocalProcesses batch = batch(NORTH);
        List<JobsubId> prepared = batch.prepare(order(UNTIL_TOLD, NORTH), 1);
        JobsubId job = prepared.get(0);
        batch.advance(EACH);
        assertThat(batch.query()).containsEntry(job, JobCondition.PREPARED);

        batch.release(prepared);
        batch.advance(EACH);
        assertThat(batch.query()).containsEntry(job, JobCondition.RUNNING);
        await(batch, () -> Files.exists(directory(job).resolve("process")));
        long pid = new JobDirectory(directory(job), Isolation.none("sh"))
                .process()
                .orElseThrow()
                .pid();
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
        assertThat(session).isEqualTo(Long.toString(pid));
        tellToStop(job);
        awaitEnd(batch, job);
    }

    @Test
    void slotsArePlayedByTheSitesInTurnAndAJobGoesOnlyWhereItMay() throws IOException {
        assertThat(LocalProcesses.inTurn(List.of(NORTH, SOUTH), 3)).containsExactly(NORTH, SOUTH, NORTH);
        LocalProcesses batch = batch(NORTH, SOUTH);
        JobsubId south = submit(batch, order(UNTIL_TOLD, SOUTH), 1).get(0);
        JobsubId second = submit(batch, order(UNTIL_TOLD, SOUTH), 1).get(0);
        batch.advance(EACH);

        assertThat(batch.query()).containsEntry(south, JobCondition.RUNNING).containsEntry(second, JobCondition.IDLE);
        JobsubId north = submit(batch, order(UNTIL_TOLD, NORTH, SOUTH), 1).get(0);
        batch.advance(EACH);
        assertThat(batch.query()).containsEntry(north, JobCondition.RUNNING);

        tellToStop(south);
        awaitEnd(batch, south);
        await(batch, () -> batch.query().get(second) == JobCondition.RUNNING);
    }

    @Test
    void theQueueIsBounded() {
        LocalProcesses batch = batch(NORTH, SOUTH);

        assertThat(batch.prepare(order("true", NORTH), 100)).hasSize(batch.slots());
        assertThat(batch.room()).isZero();
        assertThat(batch.prepare(order("true", NORTH), 1)).isEmpty();
    }

    @Test
    void jobsOutliveTheirKeeper() throws IOException {
        LocalProcesses first = batch(NORTH);
        JobsubId running = submit(first, order(UNTIL_TOLD, NORTH), 1).get(0);
        first.advance(EACH);
        JobsubId idle = submit(first, order("true", NORTH), 1).get(0);
        first.advance(EACH);

        LocalProcesses second = batch(NORTH);
        second.advance(EACH);

        assertThat(second.query()).containsEntry(running, JobCondition.RUNNING).containsEntry(idle, JobCondition.IDLE);
        tellToStop(running);
        awaitEnd(second, running);
        awaitEnd(second, idle);
        JobsubId later = second.prepare(order("true", NORTH), 1).get(0);
        assertThat(List.of(running, idle)).doesNotContain(later);
    }

    @Test
    void aJobWhoseProcessWasKilledHasEnded() {
        LocalProcesses batch = batch(NORTH);
        JobsubId job = submit(batch, order(UNTIL_TOLD, NORTH), 1).get(0);
        batch.advance(EACH);
        await(batch, () -> Files.exists(directory(job).resolve("process")));
        long pid = new JobDirectory(directory(job), Isolation.none("sh"))
                .process()
                .orElseThrow()
                .pid();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        awaitEnd(batch, job);
    }

    @Test
    void aJobWhoseStartWasInterruptedIsNeverStartedLater() throws IOException {
        LocalProcesses batch = batch(NORTH);
        JobsubId job = batch.prepare(order("echo ran", NORTH), 1).get(0);
        // As a kill between writing the record and starting the shell leaves it.
        JobDirectory directory = new JobDirectory(directory(job), Isolation.none("sh"));
        directory.save(directory.load().orElseThrow().in(JobCondition.RUNNING, NORTH, clock.instant()));
        LocalProcesses second = batch(NORTH);
        second.advance(EACH);
        assertThat(second.query()).containsEntry(job, JobCondition.RUNNING);

        clock.advance(LocalProcesses.START_GRACE);
        second.advance(EACH);

        assertThat(second.query()).containsEntry(job, JobCondition.ENDED);
        assertThat(directory.claimed()).isTrue();
        assertThat(directory(job).resolve("wrapper.log")).doesNotExist();
    }

    @Test
    void aSpoiltCountOfClustersStopsNobodyAndNoNameIsGivenTwice() throws IOException {
        LocalProcesses batch = batch(NORTH, SOUTH);
        // Ahead of the clock, as after an hour of many submissions.
        Files.writeString(root.resolve("last-cluster"), "99000000000");
        JobsubId first = batch.prepare(order("true", NORTH), 1).get(0);
        Files.writeString(root.resolve("last-cluster"), "");

        JobsubId second = batch.prepare(order("true", NORTH), 1).get(0);

        assertThat(first.value()).isEqualTo("99000000001.0@local");
        assertThat(second.value()).isEqualTo("99000000002.0@local");
    }

    @Test
    void takingAJobAwayEndsItWhereverItIs() throws IOException {
        LocalProcesses batch = batch(NORTH);
        JobsubId running = submit(batch, order("trap 'exit 0' TERM; " + UNTIL_TOLD, NORTH), 1)
                .get(0);
        batch.advance(EACH);
        await(batch, () -> Files.exists(directory(running).resolve("process")));
        JobsubId prepared = batch.prepare(order("true", NORTH), 1).get(0);

        batch.remove(List.of(running, prepared, new JobsubId("1.0@local")));

        assertThat(batch.query()).doesNotContainKey(prepared);
        awaitEnd(batch, running);
    }

    @Test
    void logsOfEndedJobsStayLongerThanTheRest() throws IOException {
        LocalProcesses batch = batch(NORTH);
        JobsubId first = submit(batch, order("mkdir home; echo x > home/data; echo y > home/jobscript.log", NORTH), 1)
                .get(0);
        batch.advance(EACH);
        awaitEnd(batch, first);
        for (int i = 0; i <= LocalProcesses.MAX_ENDED_WHOLE; i++) {
            JobsubId job = submit(batch, order("true", NORTH), 1).get(0);
            awaitEnd(batch, job);
        }

        batch.advance(EACH);

        assertThat(directory(first).resolve("work/home/data")).doesNotExist();
        assertThat(directory(first).resolve("work/home/jobscript.log")).exists();
        assertThat(directory(first).resolve("wrapper.log")).exists();
    }
}
