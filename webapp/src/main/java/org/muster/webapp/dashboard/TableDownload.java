package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.springframework.web.servlet.View;

/** Sends a table as a file: CSV with the columns of the page, or JSON in the shape of the REST API. */
final class TableDownload implements View {
    /** File formats on offer. */
    enum Format {
        CSV("text/csv;charset=UTF-8", ".csv"),
        JSON("application/json", ".json");

        private final String type;
        private final String ending;

        Format(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }
    }

    /** A spreadsheet takes text that begins with one of these for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Table table;
    private final Format format;

    TableDownload(Table table, Format format) {
        this.table = table;
        this.format = format;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(format.type);
        response.setHeader("Content-Disposition", "attachment; filename=\"muster-" + table.id() + format.ending + "\"");
        response.getOutputStream().write(body().getBytes(StandardCharsets.UTF_8));
    }

    private String body() throws IOException {
        return format == Format.CSV
                ? csv(table)
                : Json.text(new Page<Object>(List.copyOf(table.records()), table.next()));
    }

    /** RFC 4180. */
    static String csv(Table table) {
        StringBuilder csv = new StringBuilder();
        csv.append(line(table.headings(), Table.Heading::key));
        table.rows().forEach(row -> csv.append(line(row, TableDownload::value)));
        return csv.toString();
    }

    private static <T> String line(List<T> cells, Function<T, String> value) {
        return cells.stream().map(value).map(TableDownload::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String value(Cell cell) {
        String raw = cell.raw();
        boolean free = cell.look() == Cell.Look.TEXT || cell.look() == Cell.Look.CODE;
        return free && !raw.isEmpty() && FORMULA_STARTS.indexOf(raw.charAt(0)) >= 0 ? "'" + raw : raw;
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
