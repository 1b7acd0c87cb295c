package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;

/** One workflow, as tables show it. */
public record WorkflowRow(
        WorkflowId workflow,
        Optional<CampaignId> campaign,
        WorkflowPurpose purpose,
        String description,
        String owner,
        String scope,
        WorkflowState state,
        Optional<String> message,
        String mql,
        Instant createdAt,
        Optional<Instant> submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        long filesProcessed,
        long filesTotal) {}
