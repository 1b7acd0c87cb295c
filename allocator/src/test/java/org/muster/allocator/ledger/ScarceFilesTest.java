package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.allocator.ledger.books.WaitingByMemory;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.allocator.ledger.questions.AskDemand;
import org.muster.allocator.ledger.questions.FilesToLocate;
import org.muster.domain.data.InputFileState;
import org.muster.domain.event.EventType;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;

/** Files that not every job can have, and files that are there for a while. */
class ScarceFilesTest {
    private final Scene scene = new Scene();

    /** Exit code 137: the kernel killed it. */
    @Test
    void aFileThatRanOutOfMemoryGoesToAJobThatHasTwiceAsMuch() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor small = scene.startedJob(1, 1, RAL);
        assertThat(small.getsFile()).isEqualTo("a");
        scene.given(small.record(137, List.of(), Map.of()));
        scene.files(1, List.of("b"), RAL_ECHO);

        Scene.Actor next = scene.startedJob(1, 1, RAL);
        assertThat(next.getsFile()).as("what does with less").isEqualTo("b");
        assertThat(scene.refused(next.ask())).isEqualTo(Refusal.NOTHING);
        long wanted = stage(1).rssBytes() * WaitingByMemory.STEP;
        assertThat(scene.decide(new AskDemand()))
                .singleElement()
                .satisfies(demand -> assertThat(demand.rssBytes()).isEqualTo(wanted));
        Scene.Actor large = scene.job(1, 1);
        scene.given(large.offer(RAL, wanted));
        assertThat(large.getsFile()).isEqualTo("a");
    }

    @Test
    void jobsWithMuchMemoryTakeTheFilesFirstThatNeedIt() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor small = scene.startedJob(1, 1, CERN);
        assertThat(small.getsFile()).isEqualTo("a");
        scene.given(small.record(137, List.of(), Map.of()));
        assertThat(scene.decide(new AskDemand()).get(0).rssBytes())
                .as("b does with less, so no more is asked for")
                .isEqualTo(stage(1).rssBytes());
        Scene.Actor large = scene.job(1, 1);
        scene.given(large.offer(RAL, 1L << 40));
        assertThat(large.getsFile()).isEqualTo("a");
        assertThat(large.getsFile()).isEqualTo("b");
    }

    @Test
    void aRecalledFileIsNotHandedOutAfterItLeftTheDisk() {
        scene.workflow(1, stage(1)).taken(1, List.of("a", "b"));
        Instant until = scene.now.plus(Duration.ofHours(1));
        List<LocatedFile> located = new ArrayList<>();
        for (long file : scene.decide(new FilesToLocate(10))) {
            located.add(new LocatedFile(
                    file, List.of(new FoundReplica(RAL_ECHO, "root://wan/x", Optional.empty(), Optional.of(until)))));
        }
        scene.given(Locate.of(located));
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        assertThat(job.getsFile()).isEqualTo("a");

        scene.now = until;

        assertThat(scene.refused(job.ask())).isEqualTo(Refusal.NOTHING);
        assertThat(scene.file("b")).isEqualTo(InputFileState.FINDING);
        assertThat(scene.file("a")).as("a job has it").isEqualTo(InputFileState.ALLOCATED);
        scene.given(job.abort(EventType.JOB_ABORT_SCRIPT_ERROR));
        assertThat(scene.file("a")).as("and has given it back").isEqualTo(InputFileState.FINDING);
        assertThat(scene.events).contains(EventType.REPLICAS_LOST);
    }
}
