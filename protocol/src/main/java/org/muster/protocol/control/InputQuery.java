package org.muster.protocol.control;

import java.util.Optional;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/**
 * A workflow whose inputs are still to be found.
 *
 * @param refinding given if its inputs grow
 */
public record InputQuery(WorkflowId workflow, StageRef stage, String mql, Optional<Refinding> refinding) {
    /** Asked once. */
    public InputQuery(WorkflowId workflow, StageRef stage, String mql) {
        this(workflow, stage, mql, Optional.empty());
    }
}
