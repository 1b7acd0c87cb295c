package org.muster.protocol.control;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/**
 * Confirmed outputs that the catalogues do not know, those of a workflow in the order of their numbers.
 *
 * @param unreadable those of which something that was stored is no name, number or document any more
 */
public record OutputsToRegister(List<OutputToRegister> outputs, List<Unreadable> unreadable) {
    public OutputsToRegister {
        outputs = List.copyOf(outputs);
        unreadable = List.copyOf(unreadable);
    }

    /** An output that people have to look at. */
    public record Unreadable(long outputId, StageRef stage, String did, String reason) {}

    /** The last of each workflow: its next turn is behind it. */
    public Map<WorkflowId, Long> last() {
        Map<WorkflowId, Long> last = new TreeMap<>();
        outputs.forEach(output -> last.merge(output.stage().workflow(), output.outputId(), Math::max));
        unreadable.forEach(output -> last.merge(output.stage().workflow(), output.outputId(), Math::max));
        return last;
    }
}
