package org.muster.agents.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.InputQuery;

/** What finding does while a catalogue is ill: the finder's column of the table in docs/operating/degradation.md. */
class FinderDegradationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final Catalogues world = new Catalogues();
    private final InputFinder inputs = new InputFinder(
            world.allocator.client(),
            world.platform.client(),
            world.metacatClient(),
            world.rucioClient(),
            Runnable::run,
            world.setAside);
    private final ReplicaFinder replicas =
            new ReplicaFinder(world.allocator.client(), world.rucioClient(), world.setAside);

    @BeforeEach
    void content() {
        world.rucioClient()
                .register(
                        new RseName("UK_NORTH_DISK"),
                        List.of(ReplicaRegistration.deterministic(
                                new Did("usertests", "f1"), 1, new Adler32Sum("00000001"))));
        world.rucioClient().createDataset(new Did("usertests", "stored"));
        world.metacat.put("usertests:raw", List.of("usertests:f1"));
        ask(1, "rucio-dataset usertests:stored");
        ask(2, "files from usertests:raw");
        ask(3, "monte-carlo 5");
        world.allocator.toLocate.add(new FileToLocate(1, StageRef.of(1, 1), new Did("usertests", "f1")));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void ask(int workflow, String mql) {
        world.allocator.queries.add(new InputQuery(new WorkflowId(workflow), StageRef.of(workflow, 1), mql));
    }

    private List<Integer> waiting() {
        return world.allocator.queries.stream()
                .map(query -> query.workflow().number())
                .toList();
    }

    @Test
    void rucioDownQueriesAndCountersAreAnsweredAndTheRestWaits() {
        world.rucio.fault(request -> Outcome.OVERLOAD);

        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> inputs.doWork(NOW));
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> replicas.doWork(NOW));

        assertThat(waiting()).containsExactly(1);
        assertThat(world.platform.messages).as("nobody is paused for an outage").isEmpty();
        assertThat(world.allocator.located).as("nothing is said of files").isEmpty();

        world.rucio.fault(request -> Outcome.ANSWER);
        inputs.doWork(NOW);
        replicas.doWork(NOW);
        assertThat(waiting()).isEmpty();
        assertThat(world.allocator.located).containsOnlyKeys(1L);
    }

    @Test
    void rucioSlowEverythingIsDoneLater() {
        world.rucio.fault(request -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            return Outcome.ANSWER;
        });

        inputs.doWork(NOW);
        replicas.doWork(NOW);

        assertThat(waiting()).isEmpty();
        assertThat(world.allocator.located).containsOnlyKeys(1L);
    }

    @Test
    void rucioLyingAFileThatIsLeftOutOnceIsAskedForAgain() {
        AtomicInteger calls = new AtomicInteger();
        world.rucio.fault(request ->
                request.contains("/replicas/list") && calls.getAndIncrement() == 0 ? Outcome.NOTHING : Outcome.ANSWER);

        replicas.doWork(NOW);

        assertThat(world.allocator.located.values())
                .singleElement()
                .satisfies(file -> assertThat(file.replicas()).isNotEmpty());
    }

    @Test
    void metacatDownCountersRucioDatasetsAndReplicasGoOn() {
        world.metacat.fault(request -> Outcome.OVERLOAD);

        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> inputs.doWork(NOW));
        replicas.doWork(NOW);

        assertThat(waiting()).containsExactly(2);
        assertThat(world.allocator.located).containsOnlyKeys(1L);
        assertThat(world.platform.messages).isEmpty();
    }

    @Test
    void metacatSlowEverythingIsDoneLater() {
        world.metacat.fault(request -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            return Outcome.ANSWER;
        });

        inputs.doWork(NOW);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void metacatTornHalfAListLeavesNoTrace() {
        for (Outcome torn : List.of(Outcome.BREAK_OFF, Outcome.NOTHING)) {
            world.metacat.fault(request -> request.contains("with_meta") ? torn : Outcome.ANSWER);

            assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> inputs.doWork(NOW));

            assertThat(waiting()).containsExactly(2);
            assertThat(world.allocator.taken).doesNotContainKey("w2s1");
        }
    }
}
