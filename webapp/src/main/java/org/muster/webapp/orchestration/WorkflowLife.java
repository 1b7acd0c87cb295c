package org.muster.webapp.orchestration;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowTrigger;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.WorkflowMoves;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;

/** Called {@code workflowLife} in the models: the listeners of the workflow process move the workflow's state. */
@Component("workflowLife")
public class WorkflowLife {
    private static final String PLATFORM = "muster";

    private final WorkflowMoves moves;
    private final Workflows workflows;
    private final ShifterLog log;
    private final IdentityService identities;

    WorkflowLife(WorkflowMoves moves, Workflows workflows, ShifterLog log, IdentityService identities) {
        this.moves = moves;
        this.workflows = workflows;
        this.log = log;
        this.identities = identities;
    }

    /** @param trigger name of a {@link WorkflowTrigger} */
    public void move(DelegateExecution execution, String trigger) {
        WorkflowId id = Keys.workflow(execution)
                .orElseThrow(() -> new IllegalStateException("a workflow process without workflowId"));
        WorkflowTrigger cause = WorkflowTrigger.valueOf(trigger);
        if (cause == WorkflowTrigger.SUBMIT) {
            introduce(execution, id);
        }
        String actor = actor(execution, cause);
        String why = steered(cause) ? Keys.text(execution, Keys.STEERED_WHY) : "";
        String state = moves.move(id, cause, actor, why).toString();
        workflows
                .find(id)
                .flatMap(Workflow::campaign)
                .ifPresent(campaign -> log.write(
                        campaign, actor, "Workflow " + id + " is " + state + (why.isEmpty() ? "." : ": " + why)));
    }

    /** A workflow of a campaign brings its number only; decision table and forms want to know more. */
    private void introduce(DelegateExecution execution, WorkflowId id) {
        Workflow.Draft draft = workflows
                .find(id)
                .orElseThrow(() -> new IllegalStateException("no workflow " + id))
                .draft();
        execution.setVariable(Variable.PURPOSE.variable(), draft.purpose().toString());
        execution.setVariable(Variable.SCOPE.variable(), draft.scope());
        execution.setVariable(Variable.COUNTERS.variable(), draft.counters());
    }

    private String actor(DelegateExecution execution, WorkflowTrigger cause) {
        String steeredBy = Keys.text(execution, Keys.STEERED_BY);
        if (steered(cause) && !steeredBy.isEmpty()) {
            return steeredBy;
        }
        return Optional.ofNullable(identities.getCurrentAuthentication())
                .map(Authentication::getUserId)
                .orElse(PLATFORM);
    }

    /** Whether somebody asked for it, rather than a step being over. */
    private static boolean steered(WorkflowTrigger cause) {
        return switch (cause) {
            case PAUSE, RESUME, FINISH, DRAIN -> true;
            case SUBMIT, DELETE, APPROVE, REFUSE, START, OUTPUTS_ACCOUNTED, CLOSE -> false;
        };
    }
}
