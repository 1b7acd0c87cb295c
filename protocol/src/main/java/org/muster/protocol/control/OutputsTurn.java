package org.muster.protocol.control;

import org.muster.domain.workflow.WorkflowId;

/**
 * Some of one workflow's outputs that wait to be registered, in the order of their numbers.
 *
 * @param after the number of an output, to see behind it; 0 for the first
 * @param limit how many at most
 */
public record OutputsTurn(WorkflowId workflow, long after, int limit) {
    /** Outputs that the turns of one call ask for together. */
    public static final int MAX_OUTPUTS = 1_000;

    public OutputsTurn {
        if (limit < 1 || limit > MAX_OUTPUTS) {
            throw new IllegalArgumentException("a turn is for 1 to " + MAX_OUTPUTS + " outputs, not " + limit);
        }
    }
}
