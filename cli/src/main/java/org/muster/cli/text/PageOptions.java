package org.muster.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Filters of a query: those given, and the page. */
    public Map<String, String> with(Map<String, String> filters) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.put("limit", Integer.toString(Math.max(1, Math.min(limit, Page.MAX_LIMIT))));
        all.put("after", after);
        return all;
    }

    /** The line that says how to see more, empty on the last page. */
    public static String more(Page<?> page) {
        return page.next().map(key -> "More rows: --after " + key + "\n").orElse("");
    }
}
