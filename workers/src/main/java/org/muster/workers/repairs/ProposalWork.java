package org.muster.workers.repairs;

import org.muster.protocol.platform.ApprovedProposal;
import org.muster.workers.runtime.Outcome;

/** Carries out what people approved of one kind of proposal. Doing it twice comes to the same as doing it once. */
interface ProposalWork {
    /** The kind's name. */
    String kind();

    /** @param approved as it is now; lines that were told have a result since */
    Outcome carryOut(ApprovedProposal approved);
}
