package org.muster.webapp.workflows;

import java.util.Optional;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.webapp.incidents.TroubledWorkflows;
import org.springframework.stereotype.Component;

/** Pauses a workflow that a program has trouble with, and keeps the trouble among its events. */
@Component
class WorkflowTrouble implements TroubledWorkflows {
    private final Workflows workflows;
    private final WorkflowProcess process;
    private final WorkflowEvents events;

    WorkflowTrouble(Workflows workflows, WorkflowProcess process, WorkflowEvents events) {
        this.workflows = workflows;
        this.process = process;
        this.events = events;
    }

    @Override
    public boolean pause(WorkflowId id, String program, String reason) {
        WorkflowState state = state(id).orElse(WorkflowState.DELETED);
        return state == WorkflowState.PAUSED
                || (state == WorkflowState.RUNNING && process.pause(id, program, Pause.because(reason)));
    }

    @Override
    public boolean runs(WorkflowId id) {
        return state(id).filter(WorkflowState.RUNNING::equals).isPresent();
    }

    @Override
    public void begun(WorkflowId id, String program, String reason) {
        note(id, EventType.INCIDENT_BEGUN, program, reason);
    }

    @Override
    public void over(WorkflowId id, String program, String reason) {
        note(id, EventType.INCIDENT_OVER, program, reason);
    }

    private void note(WorkflowId id, EventType type, String program, String words) {
        // A workflow does not move by it.
        state(id).ifPresent(state -> events.add(id, type, WorkflowEvents.Step.NONE, program, Optional.of(words)));
    }

    private Optional<WorkflowState> state(WorkflowId id) {
        return workflows.find(id).map(Workflow::state);
    }
}
