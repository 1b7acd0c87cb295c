package org.muster.sandbox.metacat;

import java.nio.charset.StandardCharsets;
import org.muster.sandbox.metacat.mql.MqlError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Writes refusals as MetaCat does. */
@ControllerAdvice("org.muster.sandbox.metacat")
final class MetaCatErrorReplies {

    private static final Logger LOG = LoggerFactory.getLogger(MetaCatErrorReplies.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(MetaCatRefusal error) {
        return answer(error.status(), error.contentType(), error.body());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> badQuery(MqlError error) {
        return answer(error.status(), "text/plain; charset=utf-8", error.text());
    }

    /** The real server lets the database refuse what makes no sense, and says so in a 500. */
    @ExceptionHandler
    ResponseEntity<byte[]> refusedByDatabase(DataAccessException error) {
        LOG.info("The database refused: {}", error.getMostSpecificCause().getMessage());
        return answer(500, "text/plain; charset=utf-8", "the database refused the request");
    }

    private static ResponseEntity<byte[]> answer(int status, String contentType, String body) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
