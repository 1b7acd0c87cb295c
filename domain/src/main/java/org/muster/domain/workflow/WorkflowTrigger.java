package org.muster.domain.workflow;

/** What moves a workflow from one state to the next. */
public enum WorkflowTrigger {
    SUBMIT,
    DELETE,
    /** An administrator takes away its process, which cannot go on. */
    WITHDRAW,
    APPROVE,
    REFUSE,
    START,
    PAUSE,
    RESUME,
    /** Every input file is in a terminal state and no job is live. */
    DRAIN,
    /** A person ends it before it is drained. */
    FINISH,
    /** Every confirmed output is registered in the catalogues, or known to be lost. */
    OUTPUTS_ACCOUNTED,
    /** Its datasets are closed. */
    CLOSE
}
