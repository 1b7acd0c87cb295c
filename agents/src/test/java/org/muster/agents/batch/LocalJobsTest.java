package org.muster.agents.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.agents.fake.FakePlatform;
import org.muster.agents.runtime.SetAside;
import org.muster.connectors.batch.Isolation;
import org.muster.connectors.batch.JobCondition;
import org.muster.connectors.batch.JobOrder;
import org.muster.connectors.batch.LocalProcesses;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.testkit.clock.SettableClock;

/** One spoilt directory among those of ten good jobs. */
class LocalJobsTest {
    private static final SiteName NORTH = new SiteName("UK_North");
    private static final int JOBS = 11;
    private static final int POISONED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final Path elsewhere;
    private final FakePlatform webapp = new FakePlatform();
    private final SetAside setAside = new SetAside(webapp.client());
    private Instant now = Instant.parse("2026-11-22T20:05:00Z");
    private final SettableClock clock = new SettableClock(now);
    private LocalProcesses batch;
    private LocalJobs agent;
    private final List<JobsubId> jobs;

    LocalJobsTest(@TempDir Path root, @TempDir Path elsewhere) {
        this.root = root;
        this.elsewhere = elsewhere;
        this.batch = processes();
        this.agent = new LocalJobs(batch, setAside);
        JobOrder order = new JobOrder(StageRef.of(1, 1), job -> "true", Set.of(NORTH), 1, 2_000_000_000L, 3600);
        this.jobs = batch.prepare(order, JOBS);
        batch.release(jobs);
    }

    private LocalProcesses processes() {
        return new LocalProcesses(root, Collections.nCopies(JOBS, NORTH), Isolation.none("sh"), clock);
    }

    @AfterEach
    void stop() {
        webapp.close();
    }

    /** Ways in which a directory is not what it was. */
    enum Spoilt {
        CUT("job.json is spoilt: it is no JSON") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                Files.writeString(directory.resolve("job.json"), "{\"job\":");
            }
        },
        WITHOUT_A_FIELD("job.json is spoilt: ") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                Files.writeString(directory.resolve("job.json"), "{\"job\":\"1.0@local\"}");
            }
        },
        OF_ANOTHER_JOB("job.json is that of another job") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                Files.writeString(directory.resolve("job.json"), Files.readString(other.resolve("job.json")));
            }
        },
        LINKED_RECORD("job.json is no record of ours") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                Files.delete(directory.resolve("job.json"));
                Files.createSymbolicLink(directory.resolve("job.json"), other.resolve("job.json"));
            }
        },
        LOST_RECORD("job.json: it is not there") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                Files.delete(directory.resolve("job.json"));
                Files.createDirectory(directory.resolve("claimed"));
            }
        },
        LINK("is no directory of ours") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                delete(directory);
                Files.createSymbolicLink(directory, other);
            }
        },
        FILE("is no directory of ours") {
            @Override
            void spoil(Path directory, Path other) throws IOException {
                delete(directory);
                Files.createFile(directory);
            }
        };

        final String reason;

        Spoilt(String reason) {
            this.reason = reason;
        }

        abstract void spoil(Path directory, Path other) throws IOException;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.isSymbolicLink(tree)) {
            Files.delete(tree);
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private Path directory(int job) {
        return root.resolve(jobs.get(job).value().replace("@local", ""));
    }

    private String poisoned() {
        return directory(POISONED).getFileName().toString();
    }

    private Set<JobsubId> good() {
        Set<JobsubId> good = new HashSet<>(jobs);
        good.remove(jobs.get(POISONED));
        return good;
    }

    private Set<JobsubId> ended() {
        return batch.query().entrySet().stream()
                .filter(job -> job.getValue() == JobCondition.ENDED)
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void step() {
        agent.doWork(now);
        setAside.doWork(now);
        now = now.plusSeconds(5);
    }

    /** The jobs are real processes. */
    private void until(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            step();
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private List<String> told(List<Incident> incidents) {
        return incidents.stream()
                .map(incident -> incident.source() + " " + incident.subject())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void tenRunWhileOneIsSetAsideUntilItIsMended(Spoilt spoilt) throws IOException {
        copy(directory(POISONED), elsewhere.resolve("copy"));
        spoilt.spoil(directory(POISONED), directory(POISONED + 1));
        batch = processes();
        agent = new LocalJobs(batch, setAside);

        until(() -> ended().equals(good()));
        until(() -> !webapp.incidents.isEmpty());
        assertThat(told(webapp.incidents)).containsExactly("local-jobs " + poisoned());
        assertThat(webapp.incidents)
                .allSatisfy(told ->
                        assertThat(told.reason()).contains(spoilt.reason).doesNotContain("Exception"));

        delete(directory(POISONED));
        copy(elsewhere.resolve("copy"), directory(POISONED));
        until(() -> ended().equals(Set.copyOf(jobs)));
        until(() -> !webapp.over.isEmpty());
        assertThat(told(webapp.over)).containsExactly("local-jobs " + poisoned());
    }

    @Test
    void aDirectoryThatVanishesEndsItsJobAndIsToldUntilAPersonHasSeenIt() throws IOException {
        delete(directory(POISONED));

        until(() -> ended().equals(good()));
        assertThat(batch.query()).as("the watchdog tells the allocator").doesNotContainKey(jobs.get(POISONED));
        until(() -> !webapp.incidents.isEmpty());
        assertThat(told(webapp.incidents)).containsExactly("local-jobs " + poisoned());
        assertThat(webapp.incidents.get(0).reason()).endsWith("is gone");

        webapp.openIncidents.add(new IncidentRow(
                1,
                "local-jobs",
                poisoned(),
                "gone",
                now,
                now,
                1,
                Optional.of(now),
                Optional.of("sam"),
                Optional.empty(),
                Optional.empty()));
        until(() -> !webapp.over.isEmpty());
        assertThat(told(webapp.over)).containsExactly("local-jobs " + poisoned());
    }

    @Test
    void aJobOfWhichNobodyCanTellWhetherItRunsHoldsNoSlot() throws IOException {
        until(() -> ended().size() == JOBS);
        JobOrder waiting = new JobOrder(
                StageRef.of(1, 1),
                job -> "while [ ! -e stop ]; do sleep 0.05; done",
                Set.of(NORTH),
                1,
                2_000_000_000L,
                3600);
        List<JobsubId> all = new ArrayList<>(batch.prepare(waiting, JOBS));
        batch.release(all);
        until(() -> all.stream().allMatch(job -> Files.exists(directory(job).resolve("process"))));
        JobsubId next = batch.prepare(waiting, 1).get(0);
        batch.release(List.of(next));
        step();
        assertThat(batch.query()).containsEntry(next, JobCondition.IDLE);

        String process = Files.readString(directory(all.get(0)).resolve("process"));
        Files.writeString(directory(all.get(0)).resolve("process"), "?");
        until(() -> batch.query().get(next) == JobCondition.RUNNING);
        until(() -> !webapp.incidents.isEmpty());
        assertThat(webapp.incidents.get(0).reason()).endsWith("process is spoilt: it names no process");

        Files.writeString(directory(all.get(0)).resolve("process"), process);
        all.add(next);
        until(() -> Files.exists(directory(next).resolve("process")));
        all.forEach(job -> tellToStop(directory(job)));
        until(() -> ended().containsAll(all));
        until(() -> !webapp.over.isEmpty());
    }

    private Path directory(JobsubId job) {
        return root.resolve(job.value().replace("@local", ""));
    }

    private static void tellToStop(Path directory) {
        try {
            Files.createFile(directory.resolve("work/stop"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
