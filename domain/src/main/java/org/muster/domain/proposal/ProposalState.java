package org.muster.domain.proposal;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** What became of something that a machine found and people decide. */
public enum ProposalState {
    /** Waits for a decision. */
    OPEN,
    /** Decided, and being carried out. */
    APPROVED,
    REFUSED,
    FINISHED,
    WITHDRAWN;

    /** Every legal move. What is being carried out is never withdrawn: it may have changed something already. */
    public static final Transitions<ProposalState, ProposalTrigger> TRANSITIONS =
            Transitions.<ProposalState, ProposalTrigger>table()
                    .move(OPEN, ProposalTrigger.APPROVE, APPROVED)
                    .move(OPEN, ProposalTrigger.REFUSE, REFUSED)
                    .move(OPEN, ProposalTrigger.WITHDRAW, WITHDRAWN)
                    .move(APPROVED, ProposalTrigger.FINISH, FINISHED)
                    .build();

    public static ProposalState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
