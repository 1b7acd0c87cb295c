package org.muster.sandbox.metacat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Records separated as RFC 7464 wants it; an error before the first one is still a proper error. */
final class JsonSequence {

    private static final String CONTENT_TYPE = "application/json-seq";

    private final HttpServletResponse response;
    private @Nullable OutputStream out;

    JsonSequence(HttpServletResponse response) {
        this.response = response;
    }

    void record(Object value) {
        try {
            OutputStream body = out;
            if (body == null) {
                response.setContentType(CONTENT_TYPE);
                body = response.getOutputStream();
                out = body;
            }
            body.write(0x1e);
            body.write(MetaCatJson.write(value).getBytes(StandardCharsets.UTF_8));
            body.write('\n');
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
