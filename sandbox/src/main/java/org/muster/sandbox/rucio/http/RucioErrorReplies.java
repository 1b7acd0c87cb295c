package org.muster.sandbox.rucio.http;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Writes refusals as Rucio does: the same in body and headers, the header cut short, the JSON typed as bytes. */
@ControllerAdvice("org.muster.sandbox.rucio")
final class RucioErrorReplies {

    private static final Logger LOG = LoggerFactory.getLogger(RucioErrorReplies.class);
    private static final int MAX_HEADER_CHARS = 125;

    /** The class of SQL states that tell of values. */
    private static final String DATA_EXCEPTION = "22";

    @ExceptionHandler
    ResponseEntity<byte[]> refused(RucioRefusal error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ExceptionClass", error.exceptionClass());
        body.put("ExceptionMessage", error.text());
        return ResponseEntity.status(HttpStatusCode.valueOf(error.status()))
                .header("ExceptionClass", error.exceptionClass())
                .header("ExceptionMessage", headerText(error.text()))
                .header("Content-Type", "application/octet-stream")
                .body(RucioJson.write(body).getBytes(StandardCharsets.UTF_8));
    }

    /** Two clients made the same new thing at once: one of them may simply try again. */
    @ExceptionHandler
    ResponseEntity<byte[]> raced(DuplicateKeyException error) {
        LOG.info("Lost a race: {}", error.getMostSpecificCause().getMessage());
        return refused(new RucioRefusal(
                500,
                "RucioException",
                "(psycopg.errors.UniqueViolation) duplicate key value violates unique constraint"));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> inconsistent(DataIntegrityViolationException error) {
        if (unfit(error)) {
            return refused(RucioRefusal.valueError("A text holds what no column can hold."));
        }
        LOG.warn("The database refused a change", error);
        return refused(new RucioRefusal(500, "DatabaseException", "An unknown Database Exception has occurred."));
    }

    /** A value, as a text with a NUL in it, that is wrong wherever it is put. */
    private static boolean unfit(DataIntegrityViolationException error) {
        return error.getMostSpecificCause() instanceof SQLException sql
                && String.valueOf(sql.getSQLState()).startsWith(DATA_EXCEPTION);
    }

    /** What the paths of the real server do not match at all. */
    @ExceptionHandler
    ResponseEntity<byte[]> noSuchAddress(MethodArgumentTypeMismatchException error) {
        return refused(RucioRefusal.valueError("invalid literal for " + error.getName()));
    }

    private static String headerText(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ').replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= MAX_HEADER_CHARS ? line : line.substring(0, MAX_HEADER_CHARS) + "...";
    }
}
