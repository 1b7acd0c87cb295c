package org.muster.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.protocol.http.Page;
import picocli.CommandLine.Option;

/** How much of a long table. A mixin of every list. */
public final class PageOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Rows at most (default 100, at most " + Page.MAX_LIMIT + ").",
            defaultValue = "100")
    private int limit = Page.DEFAULT_LIMIT;

    @Option(
            names = "--after",
            paramLabel = "KEY",
            description = "Continue after this key, as the last answer printed it.")
    private String after = "";

    @Option(
            names = "--all",
            description = "Every row to the end of the table, printed as they come; with --json one object a line.")
    private boolean all;

    boolean all() {
        return all;
    }

    /** The one page that was asked for. */
    <T> Page<T> page(Map<String, String> filters, Function<Map<String, String>, Page<T>> list) {
        return list.apply(query(filters, Math.max(1, Math.min(limit, Page.MAX_LIMIT)), after));
    }

    /** Every page from there on, each read when the one before was printed. */
    <T> Stream<Page<T>> pages(Map<String, String> filters, Function<Map<String, String>, Page<T>> list) {
        return Page.from(after, key -> list.apply(query(filters, Page.MAX_LIMIT, key)));
    }

    private static Map<String, String> query(Map<String, String> filters, int limit, String after) {
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("limit", Integer.toString(limit));
        query.put("after", after);
        return query;
    }
}
