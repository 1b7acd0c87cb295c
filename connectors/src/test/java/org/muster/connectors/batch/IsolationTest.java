package org.muster.connectors.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.machine.ProcessIdentity;
import org.muster.testkit.clock.SettableClock;

/** What a jobscript that means harm can do on the machine that runs the platform. The wrappers here are shell scripts. */
class IsolationTest {
    private static final SiteName NORTH = new SiteName("UK_North");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Interpreter SHELL = new Interpreter("/bin/sh", List.of());

    private final Path data;
    private final Path jobs;

    IsolationTest(@TempDir Path data) {
        this.data = data;
        this.jobs = data.resolve("jobs");
    }

    enum Kind {
        SANDBOX,
        OTHER_USER
    }

    private Isolation isolation(Kind kind) {
        Optional<Isolation> found = kind == Kind.SANDBOX
                ? Sandbox.working(SHELL, List.of(data))
                : OtherUser.working(
                        SHELL,
                        Path.of("/var/tmp/muster-jobs-"
                                + ProcessHandle.current().pid()));
        assumeTrue(found.isPresent(), "this machine has no " + kind);
        return found.get();
    }

    private LocalProcesses batch(Isolation isolation) {
        return new LocalProcesses(jobs, List.of(NORTH, NORTH), isolation, new SettableClock(Instant.EPOCH));
    }

    private static JobsubId start(LocalProcesses batch, String script) {
        JobOrder order = new JobOrder(StageRef.of(1, 1), job -> script, Set.of(NORTH), 1, 2_000_000_000L, 3600);
        List<JobsubId> prepared = batch.prepare(order, 1);
        batch.release(prepared);
        batch.advance((directory, work) -> work.run());
        return prepared.get(0);
    }

    private static void await(LocalProcesses batch, JobsubId job, JobCondition condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (batch.query().get(job) != condition && Instant.now().isBefore(end)) {
            batch.advance((directory, work) -> work.run());
            Thread.onSpinWait();
        }
        assertThat(batch.query()).containsEntry(job, condition);
    }

    private String said(JobsubId job) throws IOException {
        return Files.readString(jobs.resolve(job.value().replace("@local", "")).resolve("wrapper.log"));
    }

    private void awaitLine(JobsubId job, String line) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!said(job).contains(line) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(said(job)).contains(line);
    }

    @ParameterizedTest
    @EnumSource
    void aJobscriptReachesNeitherCredentialsNorOtherJobsNorThePlatform(Kind kind) throws IOException {
        Path credentials = Files.writeString(data.resolve("credentials.yaml"), "password: tell-nobody");
        Files.setPosixFilePermissions(
                credentials, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Isolation isolation = isolation(kind);
        LocalProcesses batch = batch(isolation);
        JobsubId victim = start(batch, "echo my-secret > secret; echo ready; while [ ! -e stop ]; do sleep 0.05; done");
        awaitLine(victim, "ready");
        Path its = isolation.workspace(jobs.resolve(victim.value().replace("@local", "")));
        JobsubId attacker = start(batch, """
            cat %1$s; cat %2$s/secret; ls %2$s; echo x > %2$s/planted; cat %3$s/*/job.json; echo x > %3$s/planted
            kill -9 %4$d && echo killed-the-platform
            kill -0 %4$d && echo may-signal
            cat /proc/%4$d/environ > /dev/null && echo read-its-environment
            echo kept > mine; cat mine; echo done
            """.formatted(
                        credentials, its, jobs, ProcessHandle.current().pid()));
        await(batch, attacker, JobCondition.ENDED);

        assertThat(said(attacker))
                .contains("kept", "done")
                .doesNotContain(
                        "tell-nobody",
                        "my-secret",
                        "jobsub",
                        "killed-the-platform",
                        "may-signal",
                        "read-its-environment");
        assertThat(its.resolve("planted")).doesNotExist();
        assertThat(jobs.resolve("planted")).doesNotExist();
        Files.createFile(its.resolve("stop"));
        await(batch, victim, JobCondition.ENDED);
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsAskedToEndThroughItsWallsAndIsKnownByItsKeeper(Kind kind) throws IOException {
        Isolation isolation = isolation(kind);
        LocalProcesses batch = batch(isolation);
        JobsubId job = start(batch, "trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitLine(job, "ready");
        LocalProcesses second = batch(isolation);
        second.advance((directory, work) -> work.run());
        assertThat(second.query()).containsEntry(job, JobCondition.RUNNING);

        second.remove(List.of(job));

        await(second, job, JobCondition.ENDED);
        assertThat(said(job)).contains("asked");
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAJobOutlivesItsProcess(Kind kind) throws IOException {
        LocalProcesses batch = batch(isolation(kind));
        JobsubId job = start(batch, "echo ready; while :; do echo alive; sleep 0.05; done");
        awaitLine(job, "ready");
        Path directory = jobs.resolve(job.value().replace("@local", ""));
        long pid = ProcessIdentity.parse(Files.readString(directory.resolve(JobDirectory.PROCESS)))
                .orElseThrow()
                .pid();
        List<ProcessHandle> all =
                ProcessHandle.of(pid).orElseThrow().descendants().toList();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await(batch, job, JobCondition.ENDED);
        Instant end = Instant.now().plus(PATIENCE);
        while (kind == Kind.SANDBOX
                && all.stream().anyMatch(ProcessHandle::isAlive)
                && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(kind == Kind.SANDBOX && all.stream().anyMatch(ProcessHandle::isAlive))
                .isFalse();
    }

    @Test
    void whatHoldsIsWrittenDownForTheOperator() throws IOException {
        batch(Isolation.none("sh"));
        assertThat(jobs.resolve("isolation.txt"))
                .content()
                .startsWith("WARNING")
                .contains("bubblewrap");
    }

    @Test
    void aWrapperIsNobodyElsesFile() throws IOException {
        LocalProcesses batch = batch(Isolation.none("sh"));
        JobOrder order = new JobOrder(StageRef.of(1, 1), job -> "true", Set.of(NORTH), 1, 1, 60);
        JobsubId job = batch.prepare(order, 1).get(0);
        Path wrapper = jobs.resolve(job.value().replace("@local", "")).resolve("work/wrapper");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(wrapper)))
                .isEqualTo("rw-------");
    }
}
