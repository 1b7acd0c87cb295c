package org.muster.webapp.workflows;

import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;

/**
 * Of a campaign's workflow no more than the campaign's own row needs.
 *
 * @param counters files that it has as long as the allocator has not been told of it, unless a query finds them
 */
public record Standing(
        WorkflowId workflow,
        CampaignId campaign,
        WorkflowPurpose purpose,
        WorkflowState state,
        Optional<Integer> counters) {}
