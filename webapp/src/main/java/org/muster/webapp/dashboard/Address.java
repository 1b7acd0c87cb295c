package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.protocol.http.ApiClient;
import org.muster.webapp.http.Word;

/**
 * What was asked for: the page, its filters, and whether it is a table of it as a file.
 *
 * @param filters those of the page that are set, with {@code after} and {@code limit}
 */
record Address(
        String path, Map<String, String> filters, Optional<String> table, Optional<TableDownload.Format> format) {
    /** Characters of a filter at most. */
    private static final int MAX_FILTER = 300;

    /** Rows that a browser draws at most; a file may have more. */
    private static final String MAX_ROWS = "1000";

    private static final List<String> PAGING = List.of("after", "limit");

    private static final String TABLE = "table";
    private static final String FORMAT = "format";

    static Address of(HttpServletRequest request, String... filters) {
        Map<String, String> set = new LinkedHashMap<>();
        Stream.concat(Stream.of(filters), PAGING.stream())
                .forEach(name -> parameter(request, name).ifPresent(value -> set.put(name, value)));
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<TableDownload.Format> format =
                parameter(request, FORMAT).map(name -> Word.of(TableDownload.Format.class, name));
        if (format.isEmpty()) {
            set.computeIfPresent("limit", (name, rows) -> rows.matches("\\d{4,}") ? MAX_ROWS : rows);
        }
        return new Address(path, set, parameter(request, TABLE), format);
    }

    public String filter(String name) {
        return filters.getOrDefault(name, "");
    }

    public String next(String after) {
        return with(Map.of("after", after));
    }

    public String first() {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.remove("after");
        return path + ApiClient.query(all);
    }

    public boolean continued() {
        return filters.containsKey("after");
    }

    /** All of it, from its beginning. */
    public String download(String tableId, String formatName) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.keySet().removeAll(PAGING);
        all.put(TABLE, tableId);
        all.put(FORMAT, formatName);
        return path + ApiClient.query(all);
    }

    private String with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.putAll(more);
        return path + ApiClient.query(all);
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> fitting(name, value));
    }

    /** One that is left out would show everything. */
    private static String fitting(String name, String value) {
        if (value.length() > MAX_FILTER) {
            throw new IllegalArgumentException(name + " has at most " + MAX_FILTER + " characters.");
        }
        return value;
    }
}
