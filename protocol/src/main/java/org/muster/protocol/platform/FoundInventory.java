package org.muster.protocol.platform;

import java.util.List;
import org.muster.protocol.control.Inventory;

/**
 * What Rucio and the site file say, for a data manager to decide on.
 *
 * @param inventory what would be in force
 * @param changes how it differs from what is; none if it does not
 */
public record FoundInventory(Inventory inventory, List<InventoryChange> changes) implements Found {
    public static final String KIND = "inventory";

    /** Differences that one proposal names; a proposal with more is cut and says so in its last line. */
    public static final int MAX_CHANGES = 5_000;

    public FoundInventory {
        changes = List.copyOf(changes);
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("at most " + MAX_CHANGES + " differences");
        }
    }

    @Override
    public String proposalKind() {
        return KIND;
    }
}
