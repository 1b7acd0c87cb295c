package org.muster.webapp.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Json;
import org.muster.webapp.http.CsvText;
import org.muster.webapp.http.Downloads;
import org.muster.webapp.http.ErrorPage;
import org.springframework.web.servlet.View;

/** Sends a whole table as a file: CSV with the columns of the page, or JSON with the rows of the REST API. */
final class TableDownload implements View {
    private static final ObjectWriter JSON = Json.mapper()
            .writer()
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .without(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

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
        try {
            Downloads.write(() -> file(response), this::write);
        } catch (ApiRefused tooMany) {
            request.setAttribute(ErrorPage.TITLE, tooMany.problem().title());
            response.sendError(tooMany.status());
        }
    }

    private OutputStream file(HttpServletResponse response) throws IOException {
        response.setContentType(format.type);
        response.setHeader("Content-Disposition", "attachment; filename=\"muster-" + table.id() + format.ending + "\"");
        return response.getOutputStream();
    }

    private void write(OutputStream file) throws IOException {
        if (format == Format.CSV) {
            csv(table, file);
        } else {
            json(table, file);
        }
    }

    static void csv(PageTable table, OutputStream file) throws IOException {
        CsvText text = new CsvText(file);
        text.row(table.headings().stream().map(PageTable.Heading::key).toList());
        for (Iterator<List<Cell>> rows = table.whole().rows().iterator(); rows.hasNext(); ) {
            text.row(rows.next().stream().map(TableDownload::value).toList());
        }
        text.end();
    }

    /** Left open when it breaks off, like the file: half a table is not to look like one. */
    private static void json(PageTable table, OutputStream file) throws IOException {
        JsonGenerator json = JSON.createGenerator(file);
        json.writeStartObject();
        json.writeArrayFieldStart("rows");
        for (Iterator<?> rows = table.whole().records().iterator(); rows.hasNext(); ) {
            JSON.writeValue(json, rows.next());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private static String value(Cell cell) {
        boolean free = cell.look() == Cell.Look.TEXT || cell.look() == Cell.Look.CODE;
        return free ? CsvText.harmless(cell.raw()) : cell.raw();
    }
}
