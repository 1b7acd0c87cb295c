package org.muster.webapp.campaigns;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;

/** One campaign as it is kept. */
public record Campaign(
        CampaignId id,
        String name,
        String requester,
        Optional<String> shifter,
        CampaignStatus status,
        Optional<CampaignStep> step,
        Instant requestedAt,
        Optional<Instant> closedAt,
        String request,
        int maxRunningJobs,
        int planRevision,
        Optional<Long> eventsRequested) {
    boolean open() {
        return status == CampaignStatus.OPEN;
    }
}
