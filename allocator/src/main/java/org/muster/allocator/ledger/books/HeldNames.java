package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.muster.domain.data.Did;

/** Names of outputs that are being deleted at the storages, so that no job may take them in the meantime. */
public final class HeldNames {
    /** Longer than anybody takes to delete what was handed out at once. */
    static final Duration HELD = Duration.ofMinutes(10);

    private final Map<Did, Instant> until = new HashMap<>();

    public void hold(Did did, Instant now) {
        until.put(did, now.plus(HELD));
    }

    public void release(Did did) {
        until.remove(did);
    }

    public boolean holds(Did did, Instant now) {
        Instant end = until.get(did);
        return end != null && now.isBefore(end);
    }

    public void forget(Instant now) {
        until.values().removeIf(end -> !now.isBefore(end));
    }
}
