package org.muster.webapp.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.protocol.http.Page;

/**
 * A table that may be long, from where somebody begins to read it. Shown, it is one page that says where the next begins. Taken
 * home, it goes on to its end, a batch in memory at a time, or to the rows that were asked for.
 */
public final class LongTable<T> {
    /** Rows that a table which is taken home has in memory. */
    static final int BATCH = 2_000;

    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    private final Page<T> first;
    private final Function<String, Page<T>> behind;
    private final long atMost;

    private LongTable(Page<T> first, Function<String, Page<T>> behind, long atMost) {
        this.first = first;
        this.behind = behind;
        this.atMost = atMost;
    }

    /**
     * @param asked filters, and {@code after} and {@code limit} where they were given
     * @param read a page of the table by such parameters
     */
    public static <T> LongTable<T> of(Map<String, String> asked, Function<Map<String, String>, Page<T>> read) {
        boolean limited = !asked.getOrDefault(LIMIT, "").isEmpty();
        return new LongTable<>(
                read.apply(asked),
                after -> read.apply(behind(asked, after)),
                limited ? Paging.limit(asked) : Long.MAX_VALUE);
    }

    /** A table that is all there. */
    public static <T> LongTable<T> of(List<T> rows) {
        return of(Map.of(), asked -> new Page<>(rows, Optional.empty()));
    }

    @JsonValue
    public Page<T> page() {
        return first;
    }

    /** All rows from here on, read as they are taken. Once only. */
    public Stream<T> rows() {
        return Page.all(after -> after.isEmpty() ? first : behind.apply(after), atMost);
    }

    private static Map<String, String> behind(Map<String, String> asked, String after) {
        Map<String, String> all = new HashMap<>(asked);
        all.put(AFTER, after);
        all.put(LIMIT, Integer.toString(BATCH));
        return all;
    }
}
