package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.webapp.http.CsvText;
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

    private final PageTable table;
    private final Format format;

    TableDownload(PageTable table, Format format) {
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

    static String csv(PageTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.headings().stream().map(PageTable.Heading::key).toList());
        table.rows()
                .forEach(row -> lines.add(row.stream().map(TableDownload::value).toList()));
        return CsvText.of(lines);
    }

    private static String value(Cell cell) {
        boolean free = cell.look() == Cell.Look.TEXT || cell.look() == Cell.Look.CODE;
        return free ? CsvText.harmless(cell.raw()) : cell.raw();
    }
}
