package org.muster.webapp.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as RFC 4180 text, for every table that somebody takes home. A table without {@link #end} is none: it is cut off. */
public final class CsvText {
    private static final ObjectWriter ROWS = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"))
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** A spreadsheet takes text that begins with one of these for a formula, and somebody else may have chosen the text. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final SequenceWriter rows;

    /** @param file is left open: to close it would end a table that broke off as if it were whole */
    public CsvText(OutputStream file) throws IOException {
        rows = ROWS.writeValues(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    }

    public void row(List<String> cells) throws IOException {
        rows.write(cells);
    }

    public void end() throws IOException {
        rows.flush();
    }

    /** The text as a cell that no spreadsheet runs. */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
