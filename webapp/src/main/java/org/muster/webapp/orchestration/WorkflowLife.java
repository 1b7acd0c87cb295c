package org.muster.webapp.orchestration;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.muster.domain.event.EventType;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.domain.workflow.WorkflowTrigger;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.identity.Person;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.TestAllowance;
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
    private final TestAllowance allowance;
    private final CampaignRules rules;

    WorkflowLife(
            WorkflowMoves moves,
            Workflows workflows,
            ShifterLog log,
            IdentityService identities,
            TestAllowance allowance,
            CampaignRules rules) {
        this.allowance = allowance;
        this.rules = rules;
        this.moves = moves;
        this.workflows = workflows;
        this.log = log;
        this.identities = identities;
    }

    /** @param trigger name of a {@link WorkflowTrigger} */
    public void move(DelegateExecution execution, String trigger) {
        WorkflowId id = Keys.workflow(execution)
                .orElseThrow(() -> new IllegalStateException("a workflow process without its key"));
        WorkflowTrigger cause = WorkflowTrigger.valueOf(trigger);
        if (cause == WorkflowTrigger.SUBMIT) {
            introduce(execution, id);
        }
        String actor = actor(execution, cause);
        Optional<String> why = Absent.ifEmpty(steered(cause) ? Keys.asWritten(execution, Keys.STEERED_WHY) : "");
        String state = moves.move(id, cause, actor, why, pausedAs(execution)).toString();
        workflows
                .find(id)
                .flatMap(Workflow::campaign)
                .ifPresent(campaign -> log.write(
                        campaign,
                        actor,
                        "Workflow " + id + " is " + state
                                + why.map(words -> ": " + words).orElse(".")));
    }

    /** A campaign goes on only when its workflow is over, not when the process about it is gone. */
    public void leave(DelegateExecution execution) {
        WorkflowId id = Keys.number(execution, Variable.WORKFLOW_ID.variable())
                .map(WorkflowId::new)
                .orElseThrow(() -> new IllegalStateException("a campaign's step without its workflow"));
        if (!execution.isCanceled()
                && workflows.find(id).map(Workflow::state).orElseThrow() != WorkflowState.FINISHED) {
            throw new IllegalStateException("workflow " + id + " is not over");
        }
    }

    /** A workflow of a campaign brings its number only; decision table and forms want to know more. */
    private void introduce(DelegateExecution execution, WorkflowId id) {
        Workflow workflow = workflows.find(id).orElseThrow(() -> new IllegalStateException("no workflow " + id));
        Workflow.Draft draft = workflow.draft();
        TestAllowance.Extent extent = allowance.of(workflow);
        execution.setVariable(Variable.FILES_TEXT.variable(), extent.text());
        execution.setVariable(Variable.WITHIN_ALLOWANCE.variable(), extent.within());
        execution.setVariable(
                Variable.IN_TEST_SCOPE.variable(), rules.testScopes().contains(draft.scope()));
        execution.setVariable(Variable.PURPOSE.variable(), draft.purpose().toString());
        execution.setVariable(Variable.SCOPE.variable(), draft.scope());
        execution.setVariable(Variable.COUNTERS.variable(), draft.counters().orElse(0));
    }

    private static EventType pausedAs(DelegateExecution execution) {
        String event = Keys.text(execution, Keys.PAUSED_AS);
        return event.isEmpty() ? EventType.WORKFLOW_PAUSED : EventType.valueOf(event);
    }

    private String actor(DelegateExecution execution, WorkflowTrigger cause) {
        String steeredBy = Keys.text(execution, Keys.STEERED_BY);
        if (steered(cause) && !steeredBy.isEmpty()) {
            return steeredBy;
        }
        return Optional.ofNullable(identities.getCurrentAuthentication())
                .flatMap(engine -> Person.signedIn())
                .map(Person::name)
                .orElse(PLATFORM);
    }

    /** Whether somebody asked for it, rather than a step being over. */
    private static boolean steered(WorkflowTrigger cause) {
        return switch (cause) {
            case PAUSE, RESUME, FINISH, DRAIN -> true;
            case SUBMIT, DELETE, WITHDRAW, APPROVE, REFUSE, START, OUTPUTS_ACCOUNTED, CLOSE -> false;
        };
    }
}
