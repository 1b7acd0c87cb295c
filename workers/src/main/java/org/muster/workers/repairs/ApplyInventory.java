package org.muster.workers.repairs;

import java.util.Set;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Lets matching go by an inventory that was approved. */
@Component
final class ApplyInventory implements TaskHandler {
    private final PlatformClient platform;
    private final AllocatorClient allocator;

    ApplyInventory(PlatformClient platform, AllocatorClient allocator) {
        this.platform = platform;
        this.allocator = allocator;
    }

    @Override
    public Topic topic() {
        return Topic.APPLY_INVENTORY;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.INVENTORY_PROPOSAL);
    }

    @Override
    public Outcome handle(Task task) {
        int proposal = task.number(Variable.INVENTORY_PROPOSAL);
        Inventory approved = platform.proposedInventory(proposal);
        allocator.inventory(approved);
        platform.inventoryApplied(proposal);
        return Outcome.done();
    }
}
