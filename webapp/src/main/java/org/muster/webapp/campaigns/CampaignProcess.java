package org.muster.webapp.campaigns;

import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.webapp.plans.Plan;

/** The process that carries a campaign out. */
public interface CampaignProcess {
    /** Starts it, in the caller's transaction. */
    void start(Campaign campaign, Plan plan, String planText);

    /** Takes it away with those of its steps and workflows, wherever they are, in the caller's transaction. */
    void withdraw(CampaignId campaign, List<WorkflowId> workflows, String reason);
}
