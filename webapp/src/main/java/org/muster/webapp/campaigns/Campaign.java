package org.muster.webapp.campaigns;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStep;

/** One campaign as it is kept. */
public record Campaign(
        CampaignId id,
        String name,
        String requester,
        Optional<String> shifter,
        String status,
        Optional<CampaignStep> step,
        Instant requestedAt,
        Optional<Instant> closedAt,
        String request,
        int maxRunningJobs,
        int planRevision,
        long eventsRequested) {
    static final String OPEN = "open";
    static final String CLOSED = "closed";

    /** By an administrator, before its end. */
    static final String WITHDRAWN = "withdrawn";

    boolean open() {
        return status.equals(OPEN);
    }
}
