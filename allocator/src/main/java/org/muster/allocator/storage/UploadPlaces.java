package org.muster.allocator.storage;

import java.util.List;
import org.muster.domain.data.Did;
import org.muster.protocol.control.Inventory;

/** Where a job may put an output, best first. */
public final class UploadPlaces {
    /** Places offered for one upload. */
    private static final int MAX_PLACES = 3;

    private UploadPlaces() {}

    public record Place(Inventory.Storage storage, String pfn) {}

    public static List<Place> of(List<Inventory.Storage> storages, Did did) {
        return storages.stream()
                .limit(MAX_PLACES)
                .map(storage -> new Place(storage, UploadPaths.of(storage, did)))
                .toList();
    }
}
