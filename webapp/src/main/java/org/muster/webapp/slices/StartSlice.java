package org.muster.webapp.slices;

import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.SliceMove;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.campaigns.MakePlannedWorkflow;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.workflows.Workflow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the workflow of a slice and starts its process: both and the mark that it was started in one transaction, so that a slice
 * has its workflow once, whatever dies in between and whoever starts it at the same moment.
 */
@Component
class StartSlice {
    private final Campaigns campaigns;
    private final KeptSlices slices;
    private final MakePlannedWorkflow make;
    private final SliceProcess process;

    StartSlice(Campaigns campaigns, KeptSlices slices, MakePlannedWorkflow make, SliceProcess process) {
        this.campaigns = campaigns;
        this.slices = slices;
        this.make = make;
        this.process = process;
    }

    /** One that was started in the meantime, or is held, stays as it is; so does one of a campaign that has ended. */
    @Transactional
    void inTurn(CampaignId id, int order) {
        campaigns.lock(id);
        if (campaigns
                .find(id)
                .map(Campaign::status)
                .filter(CampaignStatus.OPEN::equals)
                .isEmpty()) {
            return;
        }
        slices.lock(id, order)
                .filter(kept -> kept.state() == SliceState.WAITING)
                .ifPresent(kept -> start(id, order, kept));
    }

    /** In the caller's transaction, with the slice locked. */
    Workflow start(CampaignId id, int order, KeptSlices.Kept kept) {
        Campaign campaign = campaigns.find(id).orElseThrow(() -> RefusedRequest.notFound("campaign " + id));
        Workflow workflow = make.make(id, new NewWorkflow(WorkflowPurpose.PRODUCTION, order));
        process.start(campaign, workflow);
        slices.change(
                id,
                order,
                new KeptSlices.Kept(SliceState.TRANSITIONS.require(kept.state(), SliceMove.START), kept.band()));
        return workflow;
    }
}
