package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.proposal.ProposalState;

/** One inventory that was found to differ from the one in force, and what became of it. */
public record InventoryProposalRow(
        int proposal,
        ProposalState state,
        Instant foundAt,
        int changes,
        String decidedBy,
        Optional<Instant> decidedAt,
        String comment,
        Optional<Instant> finishedAt) {}
