package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.allocator.storage.StoragePath;

/**
 * Where a file can be read; only PostgreSQL keeps it.
 *
 * @param accessibleUntil of one that does not stay
 */
public record NewReplica(
        long fileId, String rse, String wanPfn, Optional<String> lanPfn, Optional<Instant> accessibleUntil) {
    /** In which it lies, under either address. */
    public Stream<StoragePath> directories() {
        return Stream.concat(Stream.of(wanPfn), lanPfn.stream())
                .flatMap(pfn -> StoragePath.of(pfn).flatMap(StoragePath::directory).stream());
    }
}
