package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.muster.domain.data.Did;

/**
 * Names taken by the outputs of one workflow that are not voided. Only 64-bit hashes of them are kept: that two of ten million
 * names meet has a chance of three in a million, and then the second job is told to take another name. The unique index in
 * PostgreSQL guards against anything else.
 */
final class OutputNames {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final LongOpenHashSet hashes = new LongOpenHashSet();

    boolean taken(Did did) {
        return hashes.contains(hash(did.name()));
    }

    void take(Did did) {
        hashes.add(hash(did.name()));
    }

    void free(Did did) {
        hashes.remove(hash(did.name()));
    }

    /** The scope is the same for all outputs of a workflow. */
    private static long hash(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
