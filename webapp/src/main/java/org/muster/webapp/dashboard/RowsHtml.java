package org.muster.webapp.dashboard;

import java.util.List;
import org.springframework.web.util.HtmlUtils;

/**
 * Rows of a table as HTML. A page has thousands of cells, and a template that is asked about each of them takes nine tenths of the
 * page's time. Every text, value and address is escaped here, as a template does it.
 */
final class RowsHtml {
    private static final String UTF_8 = "UTF-8";

    private final List<PageTable.Heading> headings;
    private final String root;
    private final StringBuilder html = new StringBuilder();

    /** @param root address of the application, with a slash at its end */
    RowsHtml(List<PageTable.Heading> headings, String root) {
        this.headings = headings;
        this.root = root;
    }

    /** Rows that can be sorted by what is raw in their cells. */
    RowsHtml body(List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            html.append("<tr>");
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                begin(cell, column);
                if (cell.sortable()) {
                    attribute("data-sort", cell.raw());
                }
                end(cell);
            }
            html.append("</tr>\n");
        }
        return this;
    }

    /** A row that stays where it is. */
    RowsHtml foot(List<Cell> row) {
        html.append("<tr>");
        for (int column = 0; column < row.size(); column++) {
            begin(row.get(column), column);
            end(row.get(column));
        }
        html.append("</tr>\n");
        return this;
    }

    String text() {
        return html.toString();
    }

    private void begin(Cell cell, int column) {
        html.append("<td class=\"is-").append(cell.look()).append('"');
        attribute("data-label", headings.get(column).label());
    }

    private void end(Cell cell) {
        html.append('>');
        if (cell.linked()) {
            html.append("<a");
            attribute("href", cell.href().startsWith("/") ? root + cell.href().substring(1) : cell.href());
            html.append('>');
            value(cell);
            html.append("</a>");
        } else {
            value(cell);
        }
        html.append("</td>");
    }

    private void value(Cell cell) {
        switch (cell.look()) {
            case TIME -> {
                html.append("<time");
                attribute("datetime", cell.raw());
                html.append('>').append(escaped(cell.text())).append("</time>");
            }
            case STATE -> {
                html.append("<span");
                attribute("class", "state state-" + cell.slug());
                html.append('>').append(escaped(cell.text().replace('_', ' '))).append("</span>");
            }
            case BAR -> {
                html.append("<span class=\"bar\"><progress");
                attribute("value", cell.raw());
                html.append(" max=\"1\"");
                attribute("aria-label", cell.text());
                html.append("></progress> <span>").append(escaped(cell.text())).append("</span></span>");
            }
            case CODE ->
                html.append("<span class=\"code\">")
                        .append(escaped(cell.text()))
                        .append("</span>");
            case TEXT, NUMBER -> html.append(escaped(cell.text()));
        }
    }

    private void attribute(String name, String value) {
        html.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, UTF_8);
    }
}
