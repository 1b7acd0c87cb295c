package org.muster.sandbox.rucio.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One JSON value per line, chunked; nothing at all is a 200 with an empty body. */
public final class JsonStream {

    static final String CONTENT_TYPE = "application/x-json-stream";

    private final HttpServletResponse response;
    private @Nullable OutputStream out;

    JsonStream(HttpServletResponse response) {
        this.response = response;
    }

    public void line(Object value) {
        try {
            OutputStream body = out;
            if (body == null) {
                response.setContentType(CONTENT_TYPE);
                body = response.getOutputStream();
                out = body;
            }
            body.write((RucioJson.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() {
        if (out == null) {
            response.setContentType(CONTENT_TYPE);
            response.setContentLength(0);
        }
    }
}
