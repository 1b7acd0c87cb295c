package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.CERN_EOS;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.stage;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.allocator.ledger.commands.ChangeWorkflow.Change;
import org.muster.allocator.ledger.commands.Locate;
import org.muster.allocator.ledger.questions.FilesToLocate;
import org.muster.domain.data.InputFileState;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;

/** Files without a replica, and replicas that turn up later. */
class LookAgainTest {
    private final Scene scene = new Scene();

    private void nowhere(long... files) {
        scene.given(Locate.of(Arrays.stream(files)
                .mapToObj(file -> new LocatedFile(file, List.of()))
                .toList()));
    }

    private void at(RseName rse, long file) {
        scene.given(Locate.of(List.of(
                new LocatedFile(file, List.of(new FoundReplica(rse, "root://wan/x", Optional.of("root://lan/x")))))));
    }

    @Test
    void filesThatWereNotFoundAreLookedForAgainOnceInAWhile() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        scene.taken(1, List.of("b"));
        nowhere(2);
        assertThat(scene.file("b")).isEqualTo(InputFileState.NOTFOUND);
        assertThat(scene.decide(new FilesToLocate(10))).isEmpty();
        scene.passes(Duration.ofMinutes(59));
        assertThat(scene.decide(new FilesToLocate(10))).isEmpty();
        scene.passes(Duration.ofMinutes(1));
        assertThat(scene.decide(new FilesToLocate(10))).containsExactly(2L);
        assertThat(scene.decide(new FilesToLocate(10))).as("once").isEmpty();
        int events = scene.events.size();
        nowhere(2);
        assertThat(scene.events).as("nothing new").hasSize(events);
        scene.passes(Duration.ofHours(1));
        assertThat(scene.decide(new FilesToLocate(10))).containsExactly(2L);
        at(CERN_EOS, 2);
        assertThat(scene.file("b")).isEqualTo(InputFileState.UNALLOCATED);
        assertThat(scene.given(scene.startedJob(1, 1, CERN).ask()).rse()).isEqualTo(CERN_EOS.value());
    }

    @Test
    void manyAreLookedForAgainAFewAtATimeAndAfterThoseThatNobodyHasLookedForYet() {
        List<String> names =
                IntStream.rangeClosed(1, 600).mapToObj(number -> "f" + number).toList();
        scene.workflow(1, stage(1)).taken(1, names);
        nowhere(LongStream.rangeClosed(1, 600).toArray());
        assertThat(scene.decide(new FilesToLocate(1000))).isEmpty();
        scene.passes(Duration.ofHours(1));
        scene.taken(1, List.of("new"));
        List<Long> first = scene.decide(new FilesToLocate(1000));
        assertThat(first).hasSize(501).startsWith(601L, 1L).endsWith(500L);
        at(RAL_ECHO, 601);
        assertThat(scene.decide(new FilesToLocate(1000))).hasSize(100).startsWith(501L);
        assertThat(scene.decide(new FilesToLocate(1000))).isEmpty();
    }

    @Test
    void aDrainedWorkflowStaysDrained() {
        scene.workflow(1, stage(1)).taken(1, List.of("a"));
        nowhere(1);
        scene.decide(new FilesToLocate(10));
        scene.change(1, Change.INPUTS_FOUND);
        assertThat(scene.progress(1).drained()).isTrue();
        scene.passes(Duration.ofHours(2));
        assertThat(scene.decide(new FilesToLocate(10))).isEmpty();
        at(RAL_ECHO, 1);
        assertThat(scene.file("a")).isEqualTo(InputFileState.NOTFOUND);
        assertThat(scene.progress(1).drained()).isTrue();
    }
}
