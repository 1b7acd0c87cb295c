package org.muster.protocol.control;

import java.util.List;
import org.muster.domain.workflow.StageRef;

/**
 * Confirmed outputs that the catalogues do not know, oldest first.
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

    public int size() {
        return outputs.size() + unreadable.size();
    }

    /** Where the list goes on; 0 for an empty one. */
    public long last() {
        return Math.max(
                outputs.isEmpty() ? 0 : outputs.get(outputs.size() - 1).outputId(),
                unreadable.isEmpty() ? 0 : unreadable.get(unreadable.size() - 1).outputId());
    }
}
