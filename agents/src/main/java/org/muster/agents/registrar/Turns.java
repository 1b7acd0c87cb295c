package org.muster.agents.registrar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.WaitingOutputs;

/**
 * Whose outputs come next: every workflow has its turn before one has its second, however many outputs the others have. One that
 * has few is through with its first.
 */
final class Turns {
    /** Outputs of one turn. */
    static final int TURN = 100;

    private final Deque<WorkflowId> queue = new ArrayDeque<>();
    private final Map<WorkflowId, Long> left = new TreeMap<>();
    private final Map<WorkflowId, Long> after = new TreeMap<>();
    private Optional<WorkflowId> last;

    /** @param last who had the last turn before: those behind it come first */
    Turns(List<WaitingOutputs> waiting, Optional<WorkflowId> last) {
        this.last = last;
        List<WorkflowId> before = new ArrayList<>();
        for (WaitingOutputs each : waiting) {
            left.put(each.workflow(), each.outputs());
            boolean behind =
                    last.filter(had -> each.workflow().compareTo(had) <= 0).isEmpty();
            (behind ? queue : before).add(each.workflow());
        }
        queue.addAll(before);
    }

    boolean over() {
        return queue.isEmpty();
    }

    Optional<WorkflowId> last() {
        return last;
    }

    /** Those of so many outputs together, several of one workflow as one. */
    List<OutputsTurn> next(int outputs) {
        Map<WorkflowId, Integer> shares = new LinkedHashMap<>();
        for (int room = outputs; room > 0 && !queue.isEmpty(); ) {
            WorkflowId workflow = queue.remove();
            long rest = left.getOrDefault(workflow, 0L) - shares.getOrDefault(workflow, 0);
            int turn = (int) Math.min(Math.min(TURN, room), rest);
            shares.merge(workflow, turn, Integer::sum);
            room -= turn;
            last = Optional.of(workflow);
            if (rest > turn) {
                queue.add(workflow);
            }
        }
        queue.removeIf(shares::containsKey);
        return shares.entrySet().stream()
                .map(share -> new OutputsTurn(share.getKey(), after.getOrDefault(share.getKey(), 0L), share.getValue()))
                .toList();
    }

    /** @param ends what the answer had last of each workflow; one of which it had nothing has no more */
    void answered(List<OutputsTurn> turns, Map<WorkflowId, Long> ends) {
        for (OutputsTurn turn : turns) {
            WorkflowId workflow = turn.workflow();
            Long end = ends.get(workflow);
            if (left.merge(workflow, (long) -turn.limit(), Long::sum) > 0 && end != null) {
                after.put(workflow, end);
                queue.add(workflow);
            }
        }
    }
}
