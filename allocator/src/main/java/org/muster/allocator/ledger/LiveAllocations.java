package org.muster.allocator.ledger;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which job has which file of a stage, now. A page for each {@value #PAGE} neighbouring files of which one is out: files are
 * handed out side by side, so these references are written side by side, and a young collection looks at few places.
 */
final class LiveAllocations {
    private static final int PAGE_BITS = 7;
    private static final int PAGE = 1 << PAGE_BITS;

    private final Int2ObjectOpenHashMap<Page> pages = new Int2ObjectOpenHashMap<>();

    private static final class Page {
        final @Nullable Allocation[] allocations = new @Nullable Allocation[PAGE];
        int out;
    }

    void put(Allocation allocation) {
        Page page = pages.computeIfAbsent(allocation.slot >>> PAGE_BITS, number -> new Page());
        page.allocations[allocation.slot & (PAGE - 1)] = allocation;
        page.out++;
    }

    Optional<Allocation> of(int slot) {
        Page page = pages.get(slot >>> PAGE_BITS);
        return page == null ? Optional.empty() : Optional.ofNullable(page.allocations[slot & (PAGE - 1)]);
    }

    /** One that was put. */
    void remove(Allocation allocation) {
        Page page = pages.get(allocation.slot >>> PAGE_BITS);
        page.allocations[allocation.slot & (PAGE - 1)] = null;
        page.out--;
        if (page.out == 0) {
            pages.remove(allocation.slot >>> PAGE_BITS);
        }
    }
}
