package org.muster.allocator.ledger;

import java.util.Optional;
import java.util.Set;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.StageOrder;

/**
 * A slot that nobody has decided about yet, and what it is good for.
 *
 * @param slot what is free of it: processors, memory, and the time that is left
 * @param containers whether a jobscript's own container image can run inside
 * @param gpus what it has of them
 * @param groups whose work it may run besides everybody's
 */
public record SlotOffer(Slot slot, boolean containers, Optional<GpuNeed> gpus, Set<String> groups) {
    public SlotOffer {
        groups = Set.copyOf(groups);
    }

    public boolean isLargeEnough(StageOrder stage) {
        return stage.processors() <= slot.processors()
                && stage.rssBytes() <= slot.rssBytes()
                && stage.wallSeconds() <= slot.wallSeconds();
    }

    public boolean hasGpu(StageOrder stage) {
        return stage.gpu().isEmpty() || gpus.filter(stage.gpu().get()::metBy).isPresent();
    }

    public boolean runsContainer(StageOrder stage) {
        return stage.jobscriptImage().isEmpty() || containers;
    }

    public boolean isForGroup(StageOrder stage) {
        return stage.group().isEmpty() || groups.contains(stage.group().get());
    }
}
