package org.muster.protocol.platform;

import org.muster.domain.workflow.WorkflowId;

/** A workflow of which every input file is terminal and no job is live. */
public record DrainedWorkflow(WorkflowId workflow) {
    /** Told in one call. */
    public static final int MAX_TOLD = 1_000;
}
