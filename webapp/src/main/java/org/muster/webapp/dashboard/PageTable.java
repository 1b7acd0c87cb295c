package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.text.Units;
import org.muster.webapp.http.LongTable;

/**
 * One table, as it is drawn and as it is downloaded.
 *
 * @param id its name in addresses; unique on its page
 * @param rows as people see them
 * @param totals one cell for each column, or none at all
 * @param next what to send as {@code after} for the next page
 * @param rest says of which rows those that are drawn are, if they are not all
 * @param whole all rows of the table, of which a page may show the first ones
 */
record PageTable(
        String id,
        String caption,
        List<Heading> headings,
        List<List<Cell>> rows,
        List<Cell> totals,
        Optional<String> next,
        Optional<String> rest,
        Whole<?> whole) {
    /** Rows of a table that is one of several on its page. */
    private static final int MOST = 100;

    /** Heading of a column: its name in downloads, its label, and whether numbers stand under it. */
    record Heading(String key, String label, boolean numeric) {}

    /** What the rows are made of, and how. */
    record Whole<T>(List<PageColumn<T>> columns, LongTable<T> listing) {
        List<List<Cell>> page() {
            return listing.page().rows().stream().map(this::cells).toList();
        }

        /** As people see them, to the last; read as they are taken. */
        Stream<List<Cell>> rows() {
            return listing.rows().map(this::cells);
        }

        /** As the REST API has them. */
        Stream<T> records() {
            return listing.rows();
        }

        private List<Cell> cells(T row) {
            return columns.stream().map(column -> column.cell().apply(row)).toList();
        }
    }

    static <T> PageTable of(String id, String caption, List<PageColumn<T>> columns, LongTable<T> listing) {
        Whole<T> whole = new Whole<>(columns, listing);
        List<List<Cell>> rows = whole.page();
        List<Heading> headings = new ArrayList<>();
        for (PageColumn<T> column : columns) {
            int at = headings.size();
            boolean numeric = rows.stream().anyMatch(row -> row.get(at).look() == Cell.Look.NUMBER);
            headings.add(new Heading(column.key(), column.label(), numeric));
        }
        return new PageTable(
                id,
                caption,
                List.copyOf(headings),
                rows,
                List.of(),
                listing.page().next(),
                Optional.empty(),
                whole);
    }

    static <T> PageTable of(String id, String caption, List<PageColumn<T>> columns, List<T> rows) {
        return of(id, caption, columns, LongTable.of(rows));
    }

    /** @param root address of the application, with a slash at its end */
    public String bodyHtml(String root) {
        return new RowsHtml(headings, root).body(rows).text();
    }

    public String footHtml(String root) {
        return new RowsHtml(headings, root).foot(totals).text();
    }

    PageTable withTotals(List<Cell> cells) {
        return new PageTable(id, caption, headings, rows, List.copyOf(cells), next, rest, whole);
    }

    /** Of a long one the first rows only are drawn; all are downloaded. */
    PageTable begun() {
        return drawn(rows.subList(0, Math.min(MOST, rows.size())), "first");
    }

    /** The same, for one whose last rows are the newest. */
    PageTable ended() {
        return drawn(rows.subList(Math.max(0, rows.size() - MOST), rows.size()), "last");
    }

    private PageTable drawn(List<List<Cell>> some, String which) {
        return some.size() == rows.size()
                ? this
                : new PageTable(
                        id,
                        caption,
                        headings,
                        List.copyOf(some),
                        totals,
                        next,
                        Optional.of("The " + which + " " + some.size() + " of " + Units.count(rows.size())
                                + " rows; CSV and JSON have all."),
                        whole);
    }
}
