package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.protocol.http.Page;

/**
 * One table, as it is drawn and as it is downloaded.
 *
 * @param id its name in addresses; unique on its page
 * @param rows as people see them
 * @param totals one cell for each column, or none at all
 * @param next what to send as {@code after} for the next page
 * @param records what the rows were made of; the download as JSON
 */
record PageTable(
        String id,
        String caption,
        List<Heading> headings,
        List<List<Cell>> rows,
        List<Cell> totals,
        Optional<String> next,
        List<?> records) {
    /** Heading of a column: its name in downloads, its label, and whether numbers stand under it. */
    record Heading(String key, String label, boolean numeric) {}

    static <T> PageTable of(String id, String caption, List<PageColumn<T>> columns, Page<T> page) {
        List<List<Cell>> rows =
                page.rows().stream().map(row -> cells(columns, row)).toList();
        List<Heading> headings = new ArrayList<>();
        for (PageColumn<T> column : columns) {
            int at = headings.size();
            boolean numeric = rows.stream().anyMatch(row -> row.get(at).look() == Cell.Look.NUMBER);
            headings.add(new Heading(column.key(), column.label(), numeric));
        }
        return new PageTable(id, caption, List.copyOf(headings), rows, List.of(), page.next(), page.rows());
    }

    static <T> PageTable of(String id, String caption, List<PageColumn<T>> columns, List<T> rows) {
        return of(id, caption, columns, new Page<>(rows, Optional.empty()));
    }

    PageTable withTotals(List<Cell> cells) {
        return new PageTable(id, caption, headings, rows, List.copyOf(cells), next, records);
    }

    private static <T> List<Cell> cells(List<PageColumn<T>> columns, T row) {
        return columns.stream().map(column -> column.cell().apply(row)).toList();
    }
}
