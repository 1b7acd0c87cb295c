package org.muster.workers.repairs;

import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/** One repair of an approved list. */
record RepairRow(long repairId, DiscrepancyKind kind, Did did, Did dataset, Optional<Long> outputId) {
    static RepairRow of(ApprovedProposal.Line line) {
        Discrepancy wrong = line.as(Discrepancy.class);
        return new RepairRow(line.line(), wrong.kind(), wrong.did(), wrong.dataset(), wrong.outputId());
    }
}
