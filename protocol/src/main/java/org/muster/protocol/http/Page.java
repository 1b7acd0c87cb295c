package org.muster.protocol.http;

import java.util.List;
import java.util.Optional;

/**
 * One page of a table.
 *
 * @param rows at most the limit that was asked for
 * @param next what to send as {@code after} for the next page; empty on the last
 */
public record Page<T>(List<T> rows, Optional<String> next) {
    /** Rows of a page when the caller does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /** Rows of a page at most. */
    public static final int MAX_LIMIT = 10_000;

    public Page {
        rows = List.copyOf(rows);
    }
}
