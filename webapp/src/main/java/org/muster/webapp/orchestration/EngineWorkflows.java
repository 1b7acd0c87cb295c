package org.muster.webapp.orchestration;

import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.processes.Variable;
import org.muster.webapp.workflows.Pause;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.WorkflowProcess;
import org.springframework.stereotype.Component;

/** Starts workflow processes and sends them messages, addressed by business key. */
@Component
class EngineWorkflows implements WorkflowProcess {
    private final RuntimeService runtime;

    EngineWorkflows(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(Workflow workflow) {
        VariableMap variables = Variables.createVariables()
                .putValue(Variable.WORKFLOW_ID.variable(), workflow.id().number())
                .putValue(
                        Variable.PURPOSE.variable(), workflow.draft().purpose().toString())
                .putValue(Variable.SCOPE.variable(), workflow.draft().scope())
                .putValue(
                        Variable.COUNTERS.variable(),
                        workflow.draft().counters().orElse(0))
                .putValue(Variable.REQUESTER.variable(), workflow.draft().owner());
        runtime.startProcessInstanceByKey(ProcessKey.WORKFLOW.key(), Keys.of(workflow.id()), variables);
    }

    @Override
    public boolean pause(WorkflowId workflow, String actor, Pause pause) {
        return send(
                workflow,
                Message.PAUSE,
                actor,
                pause.reason(),
                Map.of(
                        Variable.PAUSE_REASON.variable(),
                        pause.reason(),
                        Keys.PAUSED_AS,
                        pause.event().name()));
    }

    @Override
    public boolean resume(WorkflowId workflow, String actor, String reason) {
        return send(workflow, Message.RESUME, actor, reason, Map.of());
    }

    @Override
    public boolean finish(WorkflowId workflow, String actor, String reason) {
        return send(workflow, Message.FINISH, actor, reason, Map.of());
    }

    @Override
    public void withdraw(WorkflowId workflow, String reason) {
        Instances.remove(runtime, ProcessKey.WORKFLOW, Keys.of(workflow), reason);
    }

    @Override
    public boolean drained(WorkflowId workflow, String actor) {
        return send(workflow, Message.DRAINED, actor, "", Map.of());
    }

    /** Two that ask at the same moment: the engine lets one through, and for the other the moment has passed. */
    private boolean send(
            WorkflowId workflow, Message message, String actor, String reason, Map<String, Object> variables) {
        try {
            runtime.createMessageCorrelation(message.message())
                    .processInstanceBusinessKey(Keys.of(workflow))
                    .setVariables(variables)
                    .setVariable(Keys.STEERED_BY, actor)
                    .setVariable(Keys.STEERED_WHY, reason)
                    .correlate();
            return true;
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException e) {
            return false;
        }
    }
}
