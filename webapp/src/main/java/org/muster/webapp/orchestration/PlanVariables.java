package org.muster.webapp.orchestration;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.CampaignPlans;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.plans.Plan;
import org.muster.webapp.plans.PlanRow;
import org.springframework.stereotype.Component;

/** Called {@code planVariables} in the models: what a campaign's process knows of its plan. */
@Component("planVariables")
public class PlanVariables {
    private final Campaigns campaigns;
    private final CampaignPlans plans;

    PlanVariables(Campaigns campaigns, CampaignPlans plans) {
        this.campaigns = campaigns;
        this.plans = plans;
    }

    /** The plan has rows for all samples when they are frozen; before that it may lack some. */
    public void set(DelegateExecution execution) {
        Campaign campaign = Keys.campaign(execution)
                .flatMap(campaigns::find)
                .orElseThrow(() -> new IllegalStateException("a campaign's process without its campaign"));
        Plan plan = plans.plan(campaign);
        execution.setVariable(Variable.PLAN_TEXT.variable(), LongText.of(plans.text(campaign.id())));
        execution.setVariable(Variable.VALIDATION_ROWS.variable(), rows(plan, WorkflowPurpose.VALIDATION));
        execution.setVariable(Variable.PRODUCTION_ROWS.variable(), rows(plan, WorkflowPurpose.PRODUCTION));
    }

    static List<Integer> rows(Plan plan, WorkflowPurpose purpose) {
        return new ArrayList<>(plan.rows(purpose).stream().map(PlanRow::order).toList());
    }
}
