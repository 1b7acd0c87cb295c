package org.muster.connectors.metacat;

import java.util.Map;
import org.muster.domain.data.Did;

/** A dataset to create. Every key of {@code metadata} has a dot. */
public record NewDataset(Did did, String description, Map<String, Object> metadata) {
    public NewDataset {
        metadata = Map.copyOf(metadata);
    }
}
