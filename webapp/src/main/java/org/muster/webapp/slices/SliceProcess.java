package org.muster.webapp.slices;

import org.muster.domain.campaign.CampaignId;
import org.muster.webapp.campaigns.Campaign;
import org.muster.webapp.workflows.Workflow;

/** What the engine is told of slices. */
public interface SliceProcess {
    /** Starts the process of its workflow, in the caller's transaction. */
    void start(Campaign campaign, Workflow workflow);

    /**
     * No slice is left; again changes nothing.
     *
     * @return whether the campaign's process waited for it
     */
    boolean ended(CampaignId campaign);
}
