package org.muster.allocator.ledger;

/** Where a file can be read; only PostgreSQL keeps it. {@code lanPfn} is empty where the storage has none. */
public record NewReplica(long fileId, String rse, String wanPfn, String lanPfn) {}
