package org.muster.connectors.rucio;

import java.util.Optional;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;

/** A file that lies on a storage. {@code pfn} is given unless the storage computes paths itself (deterministic). */
public record ReplicaRegistration(Did did, long bytes, Adler32Sum adler32, Optional<String> pfn) {
    public static ReplicaRegistration deterministic(Did did, long bytes, Adler32Sum adler32) {
        return new ReplicaRegistration(did, bytes, adler32, Optional.empty());
    }
}
