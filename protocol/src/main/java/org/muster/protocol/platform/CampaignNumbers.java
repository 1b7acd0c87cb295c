package org.muster.protocol.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;

/** The numbers of a campaign as every page, report and gate shows them, computed from the ledger. */
public record CampaignNumbers(
        CampaignId campaign,
        Instant computedAt,
        long jobs,
        long exitZero,
        long outputtingFailed,
        Optional<Double> successRate,
        long eventsAchieved,
        Optional<Long> eventsRequested,
        long filesProcessed,
        long filesTotal,
        long outputs,
        long outputBytes,
        double coreHours,
        List<WorkflowNumbers> workflows) {}
