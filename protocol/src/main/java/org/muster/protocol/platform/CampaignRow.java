package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;

/** One campaign, as tables show it. */
public record CampaignRow(
        CampaignId campaign,
        String name,
        String requester,
        Optional<String> shifter,
        CampaignStatus status,
        Optional<CampaignStep> step,
        Instant requestedAt,
        Optional<Instant> closedAt,
        long workflows,
        long workflowsFinished,
        long filesProcessed,
        long filesTotal,
        Optional<Long> eventsRequested,
        long eventsAchieved) {}
