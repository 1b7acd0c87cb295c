package org.muster.webapp.workflows;

import org.muster.domain.workflow.WorkflowId;

/** The process that moves a workflow; the only way to change its state. */
public interface WorkflowProcess {
    /** Starts it, in the caller's transaction. */
    void start(Workflow workflow);

    /** Whether the process was waiting for this; if not, nothing has happened. */
    boolean pause(WorkflowId workflow, String actor, Pause pause);

    boolean resume(WorkflowId workflow, String actor, String reason);

    boolean finish(WorkflowId workflow, String actor, String reason);

    /** Takes the process away, wherever it is, in the caller's transaction. */
    void withdraw(WorkflowId workflow, String reason);

    boolean drained(WorkflowId workflow, String actor);
}
