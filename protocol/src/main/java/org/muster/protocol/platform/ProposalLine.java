package org.muster.protocol.platform;

import java.util.List;
import java.util.Optional;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;

/**
 * One line of a proposal, as tables show it.
 *
 * @param state of the proposal
 * @param what a word for what would be done or is wrong, such as {@code missing_in_rucio}
 * @param about names of all that it is about, the most exact first: a file, its dataset, its workflow
 * @param problem why it failed, if it did
 */
public record ProposalLine(
        long line,
        ProposalId proposal,
        String kind,
        ProposalState state,
        String what,
        List<String> about,
        String text,
        LineOutcome outcome,
        Optional<String> problem) {
    public ProposalLine {
        about = List.copyOf(about);
    }
}
