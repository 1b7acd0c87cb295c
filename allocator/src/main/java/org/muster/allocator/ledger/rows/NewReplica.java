package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.allocator.storage.StoragePath;

/**
 * Where a file can be read; only PostgreSQL keeps it.
 *
 * @param lanPfn empty where the storage has none
 * @param accessibleUntil empty for one that stays
 */
public record NewReplica(long fileId, String rse, String wanPfn, String lanPfn, Optional<Instant> accessibleUntil) {
    /** In which it lies, under either address. */
    public Stream<StoragePath> directories() {
        return Stream.of(wanPfn, lanPfn).flatMap(pfn -> StoragePath.of(pfn).flatMap(StoragePath::directory).stream());
    }
}
