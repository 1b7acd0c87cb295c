package org.muster.webapp.proposals;

import org.muster.domain.proposal.ProposalId;
import org.muster.protocol.platform.ProposalDetail;

/** The engine's side of a proposal; joins the caller's transaction. */
public interface ProposalProcess {
    void start(ProposalDetail proposal);

    /** Nobody needs to decide any more. */
    void withdraw(ProposalId proposal);
}
