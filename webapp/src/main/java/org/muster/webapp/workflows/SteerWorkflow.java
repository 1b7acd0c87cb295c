package org.muster.webapp.workflows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.failure.Problems;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.DrainedWorkflow;
import org.muster.protocol.platform.Sickness;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;

/** Pause, resume, finish; by people with a reason, and by the watchdog. Asking again for what is done already changes nothing. */
@Component
public class SteerWorkflow {
    private final Workflows workflows;
    private final WorkflowProcess process;

    SteerWorkflow(Workflows workflows, WorkflowProcess process) {
        this.workflows = workflows;
        this.process = process;
    }

    public void pause(WorkflowId id, Person person, String reason) {
        if (allowed(id, person, reason).state() != WorkflowState.PAUSED
                && !process.pause(id, person.name(), Pause.because(reason))) {
            throw notNow(id, "paused", Set.of(WorkflowState.RUNNING));
        }
    }

    public void resume(WorkflowId id, Person person, String reason) {
        if (allowed(id, person, reason).state() != WorkflowState.RUNNING
                && !process.resume(id, person.name(), reason)) {
            throw notNow(id, "resumed", Set.of(WorkflowState.PAUSED));
        }
    }

    public void finish(WorkflowId id, Person person, String reason) {
        Workflow workflow = allowed(id, person, reason);
        if (!ending(workflow.state()) && !process.finish(id, person.name(), reason)) {
            throw notNow(id, "finished", Set.of(WorkflowState.RUNNING, WorkflowState.PAUSED));
        }
    }

    /**
     * Late or repeated, it says what everybody knows: nothing happens.
     *
     * @throws RuntimeException what the engine threw at one of them, after all others were told
     */
    public void drained(List<WorkflowId> drained, Person watchdog) {
        if (drained.size() > DrainedWorkflow.MAX_TOLD) {
            throw RefusedRequest.conflict(
                    "At most " + DrainedWorkflow.MAX_TOLD + " drained workflows are told at once.");
        }
        Optional<RuntimeException> trouble = Optional.empty();
        for (WorkflowId running : workflows.running(drained)) {
            try {
                process.drained(running, watchdog.name());
            } catch (RuntimeException e) {
                trouble = Optional.of(e);
            }
        }
        trouble.ifPresent(thrown -> {
            throw thrown;
        });
    }

    /** Only a running workflow can be sick. */
    public void sick(WorkflowId id, Person watchdog, Sickness sickness) {
        Workflow workflow = find(id);
        if (workflow.state() == WorkflowState.RUNNING) {
            process.pause(id, watchdog.name(), Pause.of(sickness));
        }
    }

    private Workflow allowed(WorkflowId id, Person person, String reason) {
        Workflow workflow = find(id);
        boolean steers = person.has(Role.SHIFTER)
                || person.has(Role.PRODUCTION)
                || person.has(Role.EXPERT)
                // A program pauses what cannot go on, such as a query that a catalogue refuses.
                || person.has(Role.SERVICE);
        if (!steers && !workflow.draft().owner().equals(person.name())) {
            throw RefusedRequest.forbidden("This workflow is not yours: a shifter or the production group steers it.");
        }
        Problems problems = new Problems();
        WorkflowLimits.REASON.check(reason, "reason", problems);
        if (!problems.none()) {
            throw RefusedRequest.invalid("A reason is needed.", problems.list());
        }
        return workflow;
    }

    private Workflow find(WorkflowId id) {
        return workflows.find(id).orElseThrow(() -> RefusedRequest.notFound("workflow " + id));
    }

    /**
     * @param possible the states it is possible from: then only the change before it, which has yet to reach the allocator, is in
     *     the way
     */
    private ApiRefused notNow(WorkflowId id, String participle, Set<WorkflowState> possible) {
        WorkflowState state = find(id).state();
        String advice = possible.contains(state)
                ? " yet: its last change is still on its way to the allocator. Try again in a few seconds."
                : " now.";
        return RefusedRequest.conflict("Workflow " + id + " is " + state + " and cannot be " + participle + advice);
    }

    private static boolean ending(WorkflowState state) {
        return switch (state) {
            case CHECKING, FINISHING, FINISHED -> true;
            case DRAFT, SUBMITTED, APPROVED, RUNNING, PAUSED, DELETED -> false;
        };
    }
}
