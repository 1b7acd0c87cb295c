package org.muster.sandbox.rucio.http;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Answers that are not streams, typed as the real server types them. */
public final class Reply {

    private Reply() {}

    public static ResponseEntity<byte[]> json(Object value) {
        return json(200, value);
    }

    public static ResponseEntity<byte[]> json(int status, Object value) {
        return of(status, "application/json", RucioJson.write(value));
    }

    public static ResponseEntity<byte[]> created() {
        return of(201, "text/html; charset=utf-8", "Created");
    }

    /** JSON that the real server labels as a page. */
    public static ResponseEntity<byte[]> createdJson(Object value) {
        return of(201, "text/html; charset=utf-8", RucioJson.write(value));
    }

    public static ResponseEntity<byte[]> text(int status, String body) {
        return of(status, "text/html; charset=utf-8", body);
    }

    public static ResponseEntity<byte[]> ok() {
        return of(200, "text/html; charset=utf-8", "");
    }

    private static ResponseEntity<byte[]> of(int status, String contentType, String body) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
