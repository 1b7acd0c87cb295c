package org.muster.webapp.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Page;

/** The query parameters {@code after} and {@code limit}. */
public record Paging(long after, int limit) {

    /** Ids are never so low; lower ones would overflow where they are compared. */
    private static final long LOWEST = -1_000_000_000_000L;

    public static Paging of(Map<String, String> parameters) {
        return new Paging(number(parameters, "after", 0), limit(parameters));
    }

    /** Of a table whose {@code after} is not a number. */
    public static int limit(Map<String, String> parameters) {
        return (int) Math.min(Page.MAX_LIMIT, Math.max(1, number(parameters, "limit", Page.DEFAULT_LIMIT)));
    }

    /** The parameters that choose rows: everything but paging's and the format of the answer. */
    public static Map<String, String> filters(Map<String, String> parameters) {
        Map<String, String> filters = new TreeMap<>(parameters);
        filters.remove("format");
        return filters;
    }

    /** A filter's value as SQL is given it; null, which fits every row, without. */
    public static @Nullable String filter(
            Map<String, String> parameters, String name, Function<String, Object> reading) {
        String text = parameters.getOrDefault(name, "");
        try {
            return text.isEmpty() ? null : reading.apply(text).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " cannot be '" + text + "'", e);
        }
    }

    /** @param id what a full page ends with, for the next to begin after it */
    public <T> Page<T> page(List<T> rows, Function<T, Number> id) {
        return new Page<>(
                rows,
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(id.apply(rows.get(rows.size() - 1)).toString()));
    }

    private static long number(Map<String, String> parameters, String name, long otherwise) {
        String text = parameters.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number < LOWEST) {
                throw new IllegalArgumentException(name + " is what the page before gave as next, not " + text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not '" + text + "'", e);
        }
    }
}
