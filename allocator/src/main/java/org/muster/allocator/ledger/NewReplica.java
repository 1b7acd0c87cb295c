package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a file can be read; only PostgreSQL keeps it.
 *
 * @param lanPfn empty where the storage has none
 * @param accessibleUntil empty for one that stays
 */
public record NewReplica(long fileId, String rse, String wanPfn, String lanPfn, Optional<Instant> accessibleUntil) {}
