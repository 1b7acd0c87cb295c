package org.muster.protocol.platform;

import java.time.Instant;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.StageRef;

/**
 * One repair, as tables show it.
 *
 * @param state of its list
 * @param repair what is done if the list is approved
 * @param problem why it failed; empty if it did not
 */
public record RepairRow(
        long repairId,
        int list,
        ProposalState state,
        DiscrepancyKind kind,
        Did did,
        Did dataset,
        StageRef stage,
        long outputId,
        long sizeBytes,
        String detail,
        String repair,
        Instant seenAt,
        RepairOutcome outcome,
        String problem) {}
