package org.muster.allocator.ledger.books;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.Inventory.Limits;
import org.muster.protocol.control.StageOrder;

/** What a job of a stage needs of a slot, as far as sites and entries have limits for it. */
public record Needs(int processors, long rssBytes, int wallSeconds) {
    static Needs of(StageOrder stage) {
        return new Needs(stage.processors(), stage.rssBytes(), stage.wallSeconds());
    }

    public Needs withMemory(long bytes) {
        return new Needs(processors, bytes, wallSeconds);
    }

    /** Asked of thousands of stages for one answer: three comparisons. */
    public boolean metBy(Limits limits) {
        return processors <= limits.mostCores()
                && rssBytes <= limits.mostMemoryBytes()
                && wallSeconds <= limits.mostWallSeconds();
    }

    /** The most memory of the site's entries that offer all of this; empty if none does. */
    public OptionalLong memoryAt(Inventory.Site site) {
        return site.offered().stream()
                .filter(this::metBy)
                .mapToLong(Limits::mostMemoryBytes)
                .max();
    }

    public boolean metAt(Inventory.Site site) {
        return memoryAt(site).isPresent();
    }

    /** For people: what they do not offer; empty if they offer all. */
    public String beyond(Limits limits) {
        List<String> beyond = new ArrayList<>();
        if (processors > limits.mostCores()) {
            beyond.add(processors + " processors of at most " + limits.mostCores());
        }
        if (rssBytes > limits.mostMemoryBytes()) {
            beyond.add(rssBytes + " bytes of memory of at most " + limits.mostMemoryBytes());
        }
        if (wallSeconds > limits.mostWallSeconds()) {
            beyond.add(wallSeconds + " seconds of at most " + limits.mostWallSeconds());
        }
        return String.join(", ", beyond);
    }
}
