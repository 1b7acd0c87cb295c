package org.muster.allocator.ledger.rows;

import java.util.Optional;

/** What pilots and the API say nothing by. */
public final class Absent {
    private Absent() {}

    public static Optional<String> ifEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
