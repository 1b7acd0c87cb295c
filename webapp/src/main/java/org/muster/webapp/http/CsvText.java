package org.muster.webapp.http;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows as RFC 4180 text, for every table that somebody takes home. */
public final class CsvText {
    private static final ObjectWriter ROWS = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    /** A spreadsheet takes text that begins with one of these for a formula, and somebody else may have chosen the text. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvText() {}

    public static String of(List<? extends List<String>> rows) {
        StringWriter text = new StringWriter();
        try (SequenceWriter writer = ROWS.writeValues(text)) {
            writer.writeAll(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("texts are always representable", e);
        }
        return text.toString();
    }

    /** The text as a cell that no spreadsheet runs. */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
