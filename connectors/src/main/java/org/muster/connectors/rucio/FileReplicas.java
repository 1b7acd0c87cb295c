package org.muster.connectors.rucio;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

/**
 * A file and where it can be read, best first.
 *
 * @param adler32 as registered, in lower case, if there is one
 * @param available storages that say they have the file, also those without a protocol that was asked for
 */
public record FileReplicas(
        Did did, long bytes, Optional<String> adler32, List<Replica> replicas, Set<RseName> available) {
    public FileReplicas {
        replicas = List.copyOf(replicas);
        available = Set.copyOf(available);
    }
}
