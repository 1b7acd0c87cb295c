package org.muster.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.text.Units;

/** Rows under headings, columns as wide as their longest cell. Columns named at construction with a leading {@code >} are right-aligned. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** @param columns headings; {@code >} in front makes a column of numbers */
    public TextTable(String... columns) {
        for (String column : columns) {
            right.add(column.startsWith(">"));
            headings.add(column.startsWith(">") ? column.substring(1) : column);
        }
    }

    public TextTable row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(shown(cell).replaceAll("\\s+", " "));
        }
        rows.add(row);
        return this;
    }

    /** What there is to show of a value that may be absent. */
    static String shown(Object value) {
        Object shown = value instanceof Optional<?> maybe
                ? maybe.<Object>map(each -> each).orElse("")
                : value;
        return Units.plain(shown.toString());
    }

    /** The table, or the sentence if it has no rows. */
    public String textOr(String ifEmpty) {
        return rows.isEmpty() ? ifEmpty + "\n" : text();
    }

    public String text() {
        int[] widths = new int[headings.size()];
        measure(headings, widths);
        rows.forEach(row -> measure(row, widths));
        StringBuilder text = new StringBuilder();
        append(text, headings, widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static void measure(List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    private void append(StringBuilder text, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(right.get(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
