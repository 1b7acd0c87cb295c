package org.muster.sandbox.metacat;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Answers that are no streams. */
final class MetaCatReply {

    private MetaCatReply() {}

    static ResponseEntity<byte[]> json(Object value) {
        return json(200, value);
    }

    static ResponseEntity<byte[]> json(int status, Object value) {
        return of(status, "application/json", MetaCatJson.write(value));
    }

    static ResponseEntity<byte[]> text(String text) {
        return of(200, "text/plain; charset=utf-8", text);
    }

    private static ResponseEntity<byte[]> of(int status, String contentType, String body) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
