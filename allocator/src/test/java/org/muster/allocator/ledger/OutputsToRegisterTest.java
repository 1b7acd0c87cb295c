package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.allocator.ledger.commands.MarkRegistered;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.WaitingOutputs;

/** What waits for the catalogues is known workflow by workflow, so a large one hides no small one. */
class OutputsToRegisterTest {
    private static final WorkflowId LARGE = new WorkflowId(1);
    private static final WorkflowId SMALL = new WorkflowId(2);

    private final Scene scene = new Scene();

    /** Their numbers follow each other. */
    private void outputs(int workflow, int count) {
        scene.workflow(workflow, stage(1, dataset(1, "d"))).files(workflow, List.of("in" + workflow), RAL_ECHO);
        Scene.Actor job = scene.startedJob(workflow, 1, RAL);
        String file = job.getsFile();
        Map<String, Integer> names = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> names.put("out" + i + ".root", 1));
        scene.given(job.record(0, List.of(file), names));
        scene.given(job.confirm(names, RAL_ECHO));
    }

    private List<Long> turns(OutputsTurn... turns) {
        return scene.decide(Ask.outputsToRegister(List.of(turns)));
    }

    @Test
    void ofEachWorkflowAsManyAsItsTurnIsFor() {
        outputs(1, 50);
        outputs(2, 3);

        assertThat(scene.decide(Ask.waitingOutputs()))
                .containsExactly(new WaitingOutputs(LARGE, 50), new WaitingOutputs(SMALL, 3));
        assertThat(turns(new OutputsTurn(LARGE, 0, 2), new OutputsTurn(SMALL, 0, 10)))
                .containsExactly(1L, 2L, 51L, 52L, 53L);
        assertThat(turns(new OutputsTurn(LARGE, 2, 2))).containsExactly(3L, 4L);
        assertThat(turns(new OutputsTurn(LARGE, 50, 2), new OutputsTurn(new WorkflowId(9), 0, 2)))
                .isEmpty();
    }

    @Test
    void whatIsRegisteredWaitsNoMore() {
        outputs(1, 4);
        outputs(2, 1);

        scene.decide(new MarkRegistered(List.of(1L, 3L, 5L), Map.of()));

        assertThat(scene.decide(Ask.waitingOutputs())).containsExactly(new WaitingOutputs(LARGE, 2));
        assertThat(turns(new OutputsTurn(LARGE, 0, 10), new OutputsTurn(SMALL, 0, 10)))
                .containsExactly(2L, 4L);
    }
}
