package org.muster.agents.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.NORTH;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.WorkflowProgress;

class ReplicaWatchTest {
    private final Catalogues world = new Catalogues();
    private final ReplicaWatch watch = new ReplicaWatch(
            new ReconcilerSettings(Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(10)),
            world.allocator.client(),
            world.rucioClient(),
            world.setAside);
    private Instant now = Instant.parse("2026-11-22T20:05:00Z");

    @BeforeEach
    void threeFilesWait() {
        world.allocator.progress.add(
                new WorkflowProgress(new WorkflowId(1), LedgerStatus.OPEN, true, false, 0, 0, List.of()));
        file(1, "a.root", InputFileState.UNALLOCATED);
        file(2, "b.root", InputFileState.UNALLOCATED);
        file(3, "c.root", InputFileState.ALLOCATED);
        world.allocator.files.add(
                row(4, Did.parse("monte-carlo:monte-carlo-000001-000001"), InputFileState.UNALLOCATED));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void file(long id, String name, InputFileState state) {
        Did did = new Did("usertests", name);
        world.rucioClient()
                .register(NORTH, List.of(ReplicaRegistration.deterministic(did, 1, new Adler32Sum("00000001"))));
        world.allocator.files.add(row(id, did, state));
    }

    private static FileRow row(long id, Did did, InputFileState state) {
        return new FileRow(
                id,
                StageRef.parse("w1s1"),
                did,
                state,
                0,
                6,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    private void looksAfter(int seconds) {
        now = now.plusSeconds(seconds);
        watch.doWork(now);
    }

    @Test
    void aFileThatLostAllReplicasGoesBackToFinding() {
        world.rucio.lose("usertests:b.root");
        world.rucio.lose("usertests:c.root");
        looksAfter(0);
        looksAfter(30);
        assertThat(world.allocator.located).as("it may come back").isEmpty();

        looksAfter(30);

        assertThat(world.allocator.located).containsOnlyKeys(2L);
        assertThat(world.allocator.located.get(2L)).isEqualTo(new LocatedFile(2, List.of()));
    }

    @Test
    void oneEmptyAnswerProvesNothing() {
        world.rucio.lose("usertests:b.root");
        looksAfter(0);
        world.rucioClient()
                .register(
                        NORTH,
                        List.of(ReplicaRegistration.deterministic(
                                new Did("usertests", "b.root"), 1, new Adler32Sum("00000001"))));
        looksAfter(30);
        world.rucio.lose("usertests:b.root");

        looksAfter(30);

        assertThat(world.allocator.located).isEmpty();
    }

    @Test
    void rucioIsAskedOnceInAWhileAndInBulk() {
        world.rucio.forgetLog();
        looksAfter(0);

        assertThat(world.rucio.log())
                .filteredOn(call -> call.contains("replicas"))
                .hasSize(1);
        assertThat(watch.every()).isEqualTo(Duration.ofSeconds(10));
    }
}
