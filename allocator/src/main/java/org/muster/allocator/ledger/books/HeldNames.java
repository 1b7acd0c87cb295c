package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.muster.domain.data.Did;

/** Names of outputs that are being deleted at the storages, so that no job may take them in the meantime. */
final class HeldNames {
    /** Longer than anybody takes to delete what was handed out at once. */
    static final Duration HELD = Duration.ofMinutes(10);

    private final Map<Did, Instant> until = new HashMap<>();

    void hold(Did did, Instant now) {
        until.put(did, now.plus(HELD));
    }

    void release(Did did) {
        until.remove(did);
    }

    boolean holds(Did did, Instant now) {
        Instant end = until.get(did);
        return end != null && now.isBefore(end);
    }

    void forget(Instant now) {
        until.values().removeIf(end -> !now.isBefore(end));
    }
}
