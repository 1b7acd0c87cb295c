package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;

/**
 * One proposal, and what became of it.
 *
 * @param kind such as repairs or inventory
 * @param done lines that were carried out
 * @param failed lines that could not be carried out
 */
public record ProposalRow(
        ProposalId proposal,
        String kind,
        ProposalState state,
        Instant foundAt,
        int lines,
        int done,
        int failed,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        Optional<String> comment,
        Optional<Instant> finishedAt) {}
