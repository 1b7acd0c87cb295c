package org.muster.allocator.ledger;

import java.util.Optional;
import java.util.Set;
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

    /** Why a stage cannot run here, for people; empty if it can. */
    Optional<String> misfit(StageOrder stage) {
        if (stage.processors() > slot.processors()) {
            return Optional.of("want more than " + slot.processors() + " processors");
        }
        if (stage.rssBytes() > slot.rssBytes()) {
            return Optional.of("want more than " + slot.rssBytes() + " bytes of memory");
        }
        if (stage.wallSeconds() > slot.wallSeconds()) {
            return Optional.of("want more than " + slot.wallSeconds() + " seconds");
        }
        if (stage.gpu().isPresent() && gpus.filter(stage.gpu().get()::metBy).isEmpty()) {
            return Optional.of("want another GPU");
        }
        if (!stage.jobscriptImage().isEmpty() && !containers) {
            return Optional.of("want a container inside the slot");
        }
        if (!stage.group().isEmpty() && !groups.contains(stage.group())) {
            return Optional.of("are for the slots of a group");
        }
        return Optional.empty();
    }
}
