package org.muster.connectors.rucio;

import java.util.Optional;
import org.muster.domain.data.Did;

/** A file, dataset or container. {@code bytes} and {@code adler32} are those of a file. */
public record DidEntry(Did did, Type type, boolean open, long bytes, Optional<String> adler32) {
    /** Files go into datasets, datasets and containers into containers. */
    public enum Type {
        FILE,
        DATASET,
        CONTAINER
    }
}
