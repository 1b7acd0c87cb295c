package org.muster.webapp.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Answers {@code Accept: application/x-ndjson} and {@code ?format=lines} with a whole table, each row the JSON of a line. */
final class LinesConverter extends AbstractHttpMessageConverter<LongTable<?>> {
    static final MediaType LINES = new MediaType("application", "x-ndjson");

    private static final ObjectWriter ROWS = Json.mapper()
            .writer()
            .withRootValueSeparator("\n")
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    LinesConverter() {
        super(LINES);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return LongTable.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected LongTable<?> readInternal(Class<? extends LongTable<?>> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("tables are only written", input);
    }

    @Override
    protected void writeInternal(LongTable<?> table, HttpOutputMessage output) throws IOException {
        Downloads.write(output::getBody, file -> write(table, file));
    }

    private static void write(LongTable<?> table, OutputStream file) throws IOException {
        SequenceWriter rows = ROWS.writeValues(file);
        Iterator<?> each = table.rows().iterator();
        if (!each.hasNext()) {
            return;
        }
        while (each.hasNext()) {
            rows.write(each.next());
        }
        rows.flush();
        file.write('\n');
    }
}
