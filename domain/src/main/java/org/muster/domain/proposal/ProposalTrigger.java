package org.muster.domain.proposal;

/** What moves a proposal from one state to the next. */
public enum ProposalTrigger {
    APPROVE,
    REFUSE,
    /** It was carried out as far as possible. */
    FINISH,
    /** It is no longer true. */
    WITHDRAW
}
