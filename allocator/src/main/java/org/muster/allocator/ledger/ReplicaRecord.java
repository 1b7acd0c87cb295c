package org.muster.allocator.ledger;

/** Where a file can be read. {@code lanPfn} is empty where the storage has none. */
public record ReplicaRecord(long fileId, String rse, String wanPfn, String lanPfn) {}
