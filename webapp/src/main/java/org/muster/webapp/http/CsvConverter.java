package org.muster.webapp.http;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractGenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Answers {@code Accept: text/csv} and {@code ?format=csv} for everything that is a table. */
final class CsvConverter extends AbstractGenericHttpMessageConverter<Object> {
    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    CsvConverter() {
        super(CSV);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Csv.isTable(type);
    }

    @Override
    public boolean canRead(Type type, @Nullable Class<?> context, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public Object read(Type type, @Nullable Class<?> context, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("tables are only written", input);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage input) {
        return read(type, null, input);
    }

    @Override
    protected void writeInternal(Object table, @Nullable Type declared, HttpOutputMessage output) throws IOException {
        Type type = declared == null ? table.getClass() : declared;
        Downloads.write(output::getBody, file -> Csv.write(table, type, file));
    }
}
