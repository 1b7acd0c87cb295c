package org.muster.allocator.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.muster.domain.data.Did;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;

/** Where a job may put an output, best first. */
public final class UploadPlaces {
    /** Places offered for one upload. */
    private static final int MAX_PLACES = 3;

    private UploadPlaces() {}

    public record Place(Inventory.Storage storage, String pfn) {}

    public static List<Place> of(List<Inventory.Storage> storages, Did did) {
        return storages.stream()
                .limit(MAX_PLACES)
                .map(storage -> new Place(storage, Pfns.of(storage, did)))
                .toList();
    }

    /** As the row of a voided output keeps them; none of one that went to a person's own storage. */
    static String text(OutputFile output, Books books) {
        Job job = output.job;
        if (output.pattern.destination() == OutputPattern.Destination.URL || job.slot.isEmpty()) {
            return "";
        }
        List<Inventory.Storage> storages = books.geography.outputStorages(
                job.mySlot().site(), job.stage.order.outputRses(), books.sites, books.rses);
        return of(storages, output.did).stream().map(Place::pfn).collect(Collectors.joining(" "));
    }

    public static List<String> pfns(OutputRecord output) {
        return output.pfn().isEmpty() ? List.of() : Arrays.asList(output.pfn().split(" ", -1));
    }
}
