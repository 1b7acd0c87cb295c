package org.muster.allocator.ledger.books;

import java.util.HashSet;
import java.util.Set;

/**
 * The signatures that a job has used within the window, so that none is taken twice. At most one for each method and second
 * of the window. Not journalled: after a restart a signature seen before may be used once more while it is in its window.
 */
final class Uses {
    private record Use(String method, long time) {}

    private final Set<Use> uses = new HashSet<>();

    /** Remembers a use; false if it was known. */
    boolean first(String method, long time, long oldest) {
        uses.removeIf(use -> use.time() < oldest);
        return uses.add(new Use(method, time));
    }

    void forget(String method, long time) {
        uses.remove(new Use(method, time));
    }
}
