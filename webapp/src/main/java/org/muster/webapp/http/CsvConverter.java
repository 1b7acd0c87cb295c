package org.muster.webapp.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Answers {@code Accept: text/csv} and {@code ?format=csv} for everything that is a table. */
final class CsvConverter extends AbstractHttpMessageConverter<Object> {
    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    CsvConverter() {
        super(CSV);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Csv.isTable(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("tables are only written", input);
    }

    @Override
    protected void writeInternal(Object table, HttpOutputMessage output) throws IOException {
        Downloads.write(output::getBody, file -> Csv.write(table, file));
    }
}
