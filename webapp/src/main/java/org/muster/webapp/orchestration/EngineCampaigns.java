package org.muster.webapp.orchestration;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.ProcessKey;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.CampaignProcess;
import org.muster.webapp.plans.Plan;
import org.springframework.stereotype.Component;

/** Starts campaign processes. */
@Component
class EngineCampaigns implements CampaignProcess {
    private final RuntimeService runtime;

    EngineCampaigns(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(Campaign campaign, Plan plan, String planText) {
        VariableMap variables = Variables.createVariables()
                .putValue(Variable.CAMPAIGN_ID.variable(), campaign.id().number())
                .putValue(Variable.CAMPAIGN_NAME.variable(), campaign.name())
                .putValue(Variable.REQUESTER.variable(), campaign.requester())
                // Texts shown on forms can be longer than a string variable may be.
                .putValue(Variable.PLAN_TEXT.variable(), LongText.of(planText))
                .putValue(Variable.VALIDATION_ROWS.variable(), PlanVariables.rows(plan, WorkflowPurpose.VALIDATION))
                .putValue(Variable.PRODUCTION_ROWS.variable(), PlanVariables.rows(plan, WorkflowPurpose.PRODUCTION))
                .putValue(Variable.MAX_RUNNING_JOBS.variable(), campaign.maxRunningJobs())
                .putValue(
                        Variable.CODE_VERSION.variable(), plan.request().code().tag());
        runtime.startProcessInstanceByKey(ProcessKey.CAMPAIGN.key(), Keys.of(campaign.id()), variables);
    }

    @Override
    public void withdraw(CampaignId campaign, List<WorkflowId> workflows, String reason) {
        Instances.remove(runtime, ProcessKey.CAMPAIGN, Keys.of(campaign), reason);
        // Those of slices are processes of their own; those that a step called are gone with it.
        workflows.forEach(workflow -> Instances.remove(runtime, ProcessKey.WORKFLOW, Keys.of(workflow), reason));
    }
}
