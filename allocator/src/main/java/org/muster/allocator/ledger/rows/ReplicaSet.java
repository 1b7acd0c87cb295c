package org.muster.allocator.ledger.rows;

import java.util.List;

/** RSEs that one or more files are at, under a number. */
public record ReplicaSet(int number, List<String> rses) {}
