package org.muster.protocol.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /**
     * The pages of a table from one on, each asked for when it is read.
     *
     * @param read the page behind what is given as {@code after}
     * @param after where the first page begins, as {@link #next} of the page before it; empty is the beginning
     * @throws IllegalStateException when a page leads to itself: the pages would never end
     */
    public static <T> Stream<Page<T>> from(String after, Function<String, Page<T>> read) {
        return Stream.iterate(
                        Optional.of(read.apply(after)),
                        Optional::isPresent,
                        page -> page.flatMap(Page::next).map(key -> goingOn(key, read.apply(key))))
                .flatMap(Optional::stream);
    }

    /**
     * The rows of a table from the first, asked for page by page as they are read.
     *
     * @param read the page behind what is given as {@code after}
     * @param limit rows that are read at most
     * @throws IllegalStateException when a page leads to itself: the rows would never end
     */
    public static <T> Stream<T> all(Function<String, Page<T>> read, long limit) {
        return from("", read).flatMap(page -> page.rows().stream()).limit(limit);
    }

    private static <T> Page<T> goingOn(String after, Page<T> page) {
        if (page.next().equals(Optional.of(after))) {
            throw new IllegalStateException("the page behind " + after + " leads to itself");
        }
        return page;
    }
}
