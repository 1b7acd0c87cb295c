package org.muster.protocol.platform;

import java.util.List;
import org.muster.protocol.control.Inventory;

/**
 * What Rucio and the site file say, for a data manager to decide on.
 *
 * @param inventory what would be in force
 * @param changes how it differs from what is; none if it does not
 * @param storages how full the storages are; shown, not decided
 */
public record FoundInventory(Inventory inventory, List<InventoryChange> changes, List<StorageUsage> storages) {
    /** Differences that one proposal names; a proposal with more is cut and says so in its last line. */
    public static final int MAX_CHANGES = 5_000;

    public FoundInventory {
        changes = List.copyOf(changes);
        storages = List.copyOf(storages);
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("at most " + MAX_CHANGES + " differences");
        }
    }
}
