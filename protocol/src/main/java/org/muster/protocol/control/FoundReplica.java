package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.storage.RseName;

/**
 * One readable replica.
 *
 * @param lanPfn where the storage has one
 * @param accessibleUntil when a file recalled from tape leaves the disk again; from then on its replicas are looked for anew
 */
public record FoundReplica(RseName rse, String wanPfn, Optional<String> lanPfn, Optional<Instant> accessibleUntil) {
    /** One that stays. */
    public FoundReplica(RseName rse, String wanPfn, Optional<String> lanPfn) {
        this(rse, wanPfn, lanPfn, Optional.empty());
    }
}
