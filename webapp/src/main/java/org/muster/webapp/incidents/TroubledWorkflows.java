package org.muster.webapp.incidents;

import org.muster.domain.workflow.WorkflowId;

/** What a program's trouble with a workflow does to it. */
public interface TroubledWorkflows {
    /** Whether people now decide about it as a paused workflow. */
    boolean pause(WorkflowId id, String program, String reason);

    boolean runs(WorkflowId id);

    void begun(WorkflowId id, String program, String reason);

    void over(WorkflowId id, String program, String reason);
}
