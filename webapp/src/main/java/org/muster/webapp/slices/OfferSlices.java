package org.muster.webapp.slices;

import java.util.Collection;
import java.util.List;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.CampaignPlans;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.plans.Plan;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets the rows of a plan that is released wait for their start; those that are there already stay as they are. */
@Component
public class OfferSlices {
    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final KeptSlices slices;

    OfferSlices(Campaigns campaigns, CampaignPlans plans, KeptSlices slices) {
        this.campaigns = campaigns;
        this.plans = plans;
        this.slices = slices;
    }

    /**
     * From inside the engine's transaction: its process waits for slices from the moment on in which they are there.
     *
     * @param orders in the plan, or beyond it where a row is produced again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void offer(CampaignId id, Collection<Integer> orders) {
        Campaign campaign = campaigns.find(id).orElseThrow(() -> new IllegalStateException("no campaign " + id));
        Plan plan = plans.plan(campaign);
        int filesPerJob = plan.request().workflow().get(0).filesPerJob();
        List<SliceInLine> rows = orders.stream()
                .map(order -> new SliceInLine(
                        order,
                        jobs(
                                plan.row(WorkflowPurpose.PRODUCTION, order, 0)
                                        .slice()
                                        .limit(),
                                filesPerJob)))
                .toList();
        slices.add(id, rows);
    }

    private static long jobs(long files, int each) {
        return Math.max(1, (files + each - 1) / each);
    }
}
