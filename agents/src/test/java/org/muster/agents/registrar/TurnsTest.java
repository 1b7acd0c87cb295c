package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.WaitingOutputs;

class TurnsTest {
    private static final int GIANT = 100_000;
    private static final int SMALL = 10;

    /** What is left of each workflow's outputs. */
    private final Map<WorkflowId, Long> waiting = new TreeMap<>();

    private Optional<WorkflowId> last = Optional.empty();

    private void workflows(int first, int count, long outputs) {
        IntStream.range(first, first + count).forEach(number -> waiting.put(new WorkflowId(number), outputs));
    }

    /** One step of the registrar, of which everything is registered; answers how many. */
    private int step() {
        Turns turns = new Turns(
                waiting.entrySet().stream()
                        .map(each -> new WaitingOutputs(each.getKey(), each.getValue()))
                        .toList(),
                last);
        List<OutputsTurn> all = new ArrayList<>();
        int room = Registrar.MAX_OUTPUTS;
        while (room > 0 && !turns.over()) {
            List<OutputsTurn> some = turns.next(Math.min(room, OutputsTurn.MAX_OUTPUTS));
            Map<WorkflowId, Long> ends = new TreeMap<>();
            some.forEach(turn -> ends.put(turn.workflow(), turn.after() + turn.limit()));
            turns.answered(some, ends);
            all.addAll(some);
            room -= some.stream().mapToInt(OutputsTurn::limit).sum();
        }
        last = turns.last();
        all.forEach(turn -> waiting.merge(turn.workflow(), (long) -turn.limit(), Long::sum));
        waiting.values().removeIf(left -> left == 0);
        return all.stream().mapToInt(OutputsTurn::limit).sum();
    }

    @Test
    void aGiantKeepsNoSmallOneWaitingAndLosesNoRoom() {
        workflows(1, 1, GIANT);
        workflows(2, 100, SMALL);

        assertThat(step()).isEqualTo(Registrar.MAX_OUTPUTS);

        assertThat(waiting).containsOnlyKeys(new WorkflowId(1));
        int steps = 1;
        while (!waiting.isEmpty()) {
            step();
            steps++;
        }
        assertThat(steps).as("no step was half empty").isEqualTo((GIANT + 100 * SMALL) / Registrar.MAX_OUTPUTS + 1);
    }

    @Test
    void ofManyLargeOnesEachHasItsTurnBeforeOneHasTwo() {
        int inAStep = Registrar.MAX_OUTPUTS / Turns.TURN;
        workflows(1, 3 * inAStep, GIANT);

        IntStream.range(0, 3).forEach(i -> step());

        assertThat(waiting.values()).hasSize(3 * inAStep).containsOnly((long) GIANT - Turns.TURN);
    }

    @Test
    void whatWasNotThereAnyMoreIsNotAskedForAgain() {
        workflows(1, 1, GIANT);
        Turns turns = new Turns(List.of(new WaitingOutputs(new WorkflowId(1), GIANT)), Optional.empty());

        turns.answered(turns.next(OutputsTurn.MAX_OUTPUTS), Map.of());

        assertThat(turns.over()).isTrue();
    }
}
