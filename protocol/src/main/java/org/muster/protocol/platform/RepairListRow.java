package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.proposal.ProposalState;

/**
 * One list of repairs that people decide on as a whole.
 *
 * @param state see {@link ProposalState}
 * @param done repairs that were carried out and read back
 * @param failed repairs that could not be carried out
 */
public record RepairListRow(
        int list,
        ProposalState state,
        Instant foundAt,
        long files,
        long bytes,
        long done,
        long failed,
        String decidedBy,
        Optional<Instant> decidedAt,
        String comment,
        Optional<Instant> finishedAt) {}
