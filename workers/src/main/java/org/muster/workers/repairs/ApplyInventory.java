package org.muster.workers.repairs;

import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.FoundInventory;
import org.muster.workers.runtime.Outcome;
import org.springframework.stereotype.Component;

/** Lets matching go by an inventory that was approved. */
@Component
final class ApplyInventory implements ProposalWork {
    private final AllocatorClient allocator;

    ApplyInventory(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @Override
    public String kind() {
        return FoundInventory.KIND;
    }

    @Override
    public Outcome carryOut(ApprovedProposal approved) {
        allocator.inventory(approved.contentAs(Inventory.class));
        return Outcome.done();
    }
}
