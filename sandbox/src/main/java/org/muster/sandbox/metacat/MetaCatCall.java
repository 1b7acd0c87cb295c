package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** One request: the query string and the body, read without regard to verb and content type, as MetaCat does. */
final class MetaCatCall {

    private static final int MAX_BODY_BYTES = 64 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]+");

    private final HttpServletRequest request;
    private final MultiValueMap<String, String> query;

    MetaCatCall(HttpServletRequest request) {
        this.request = request;
        this.query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
    }

    Optional<String> query(String key) {
        return Optional.ofNullable(query.getFirst(key))
                .map(value -> UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8));
    }

    /** Anything but {@code yes} is no. */
    boolean isYes(String key) {
        return query(key).map("yes"::equals).orElse(false);
    }

    String required(String key) {
        return query(key).orElseThrow(() -> MetaCatRefusal.text(400, key + " is not specified"));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    String body() {
        try {
            byte[] bytes = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw MetaCatRefusal.text(413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json() {
        return MetaCatJson.read(body());
    }

    JsonNode jsonOr(String otherwise) {
        String body = body();
        return MetaCatJson.read(body.isBlank() ? otherwise : body);
    }

    /** {@code namespace:name}. */
    static QualifiedName did(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw MetaCatRefusal.text(400, "Invalid DID: " + text);
        }
        return new QualifiedName(
                checked("namespace", text.substring(0, colon)), checked("name", text.substring(colon + 1)));
    }

    static String checked(String what, String value) {
        if (!NAME.matcher(value).matches()) {
            throw MetaCatRefusal.json(
                    400,
                    Map.of(
                            "message", String.format(Locale.ROOT, "Invalid value for %s: %s", what, value),
                            "code", "400 Bad Request",
                            "title", "Bad Request"));
        }
        return value;
    }
}
