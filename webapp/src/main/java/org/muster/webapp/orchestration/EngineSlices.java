package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.muster.domain.campaign.CampaignId;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.slices.SliceProcess;
import org.muster.webapp.workflows.Workflow;
import org.springframework.stereotype.Component;

/** Starts the workflows of slices, each as a process of its own: no row of the engine is written by two of them. */
@Component
class EngineSlices implements SliceProcess {
    private final RuntimeService runtime;

    EngineSlices(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(Campaign campaign, Workflow workflow) {
        VariableMap variables = Variables.createVariables()
                .putValue(Variable.WORKFLOW_ID.variable(), workflow.id().number())
                .putValue(
                        Variable.PURPOSE.variable(), workflow.draft().purpose().toString())
                .putValue(Variable.SCOPE.variable(), workflow.draft().scope())
                .putValue(
                        Variable.COUNTERS.variable(),
                        workflow.draft().counters().orElse(0))
                .putValue(Variable.CAMPAIGN_ID.variable(), campaign.id().number())
                .putValue(Variable.CAMPAIGN_NAME.variable(), campaign.name())
                .putValue(Variable.REQUESTER.variable(), campaign.requester());
        campaign.shifter().ifPresent(shifter -> variables.putValue(Variable.SHIFTER.variable(), shifter));
        runtime.startProcessInstanceByKey(ProcessKey.WORKFLOW.key(), Keys.of(workflow.id()), variables);
    }

    @Override
    public boolean ended(CampaignId campaign) {
        try {
            runtime.createMessageCorrelation(Message.SLICES_ENDED.message())
                    .processInstanceBusinessKey(Keys.of(campaign))
                    .correlate();
            return true;
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException e) {
            return false;
        }
    }
}
