package org.muster.domain.workflow;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** Life of a workflow, with justIN's names. The workflow process moves it; nothing else does. */
public enum WorkflowState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    RUNNING,
    PAUSED,
    CHECKING,
    FINISHING,
    FINISHED,
    DELETED;

    /**
     * Every legal move. {@code CHECKING} is the look at a finished sample of files before outputs are closed;
     * {@code DELETED} is a draft or submission that never ran, or was withdrawn where it stood.
     */
    public static final Transitions<WorkflowState, WorkflowTrigger> TRANSITIONS =
            Transitions.<WorkflowState, WorkflowTrigger>table()
                    .move(DRAFT, WorkflowTrigger.SUBMIT, SUBMITTED)
                    .move(DRAFT, WorkflowTrigger.DELETE, DELETED)
                    .move(SUBMITTED, WorkflowTrigger.APPROVE, APPROVED)
                    .move(SUBMITTED, WorkflowTrigger.REFUSE, DELETED)
                    .move(APPROVED, WorkflowTrigger.START, RUNNING)
                    .move(RUNNING, WorkflowTrigger.PAUSE, PAUSED)
                    .move(RUNNING, WorkflowTrigger.DRAIN, CHECKING)
                    .move(RUNNING, WorkflowTrigger.FINISH, CHECKING)
                    .move(PAUSED, WorkflowTrigger.RESUME, RUNNING)
                    .move(PAUSED, WorkflowTrigger.FINISH, CHECKING)
                    .move(CHECKING, WorkflowTrigger.OUTPUTS_ACCOUNTED, FINISHING)
                    .move(FINISHING, WorkflowTrigger.CLOSE, FINISHED)
                    .move(DRAFT, WorkflowTrigger.WITHDRAW, DELETED)
                    .move(SUBMITTED, WorkflowTrigger.WITHDRAW, DELETED)
                    .move(APPROVED, WorkflowTrigger.WITHDRAW, DELETED)
                    .move(RUNNING, WorkflowTrigger.WITHDRAW, DELETED)
                    .move(PAUSED, WorkflowTrigger.WITHDRAW, DELETED)
                    .move(CHECKING, WorkflowTrigger.WITHDRAW, DELETED)
                    .move(FINISHING, WorkflowTrigger.WITHDRAW, DELETED)
                    .build();

    public boolean terminal() {
        return TRANSITIONS.edges().stream().noneMatch(edge -> edge.from() == this);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
