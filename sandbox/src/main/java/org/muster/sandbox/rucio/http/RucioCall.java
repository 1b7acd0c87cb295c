package org.muster.sandbox.rucio.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** One authenticated request: who asks, what the query string and the body say, and the way to answer with a stream. */
public final class RucioCall {

    /** A request of 1000 files with metadata is about 1 MB. */
    private static final int MAX_BODY_BYTES = 64 << 20;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final CallerAccount caller;
    private final MultiValueMap<String, String> query;

    RucioCall(HttpServletRequest request, HttpServletResponse response, CallerAccount caller) {
        this.request = request;
        this.response = response;
        this.caller = caller;
        // Not through getParameter, which would eat the body of a POST with a form's content type.
        this.query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
    }

    public CallerAccount caller() {
        return caller;
    }

    public Optional<String> query(String key) {
        return Optional.ofNullable(query.getFirst(key)).map(RucioCall::decoded);
    }

    public List<String> queryAll(String key) {
        return query.getOrDefault(key, List.of()).stream()
                .map(RucioCall::decoded)
                .toList();
    }

    public Set<String> queryKeys() {
        return query.keySet();
    }

    public boolean has(String key) {
        return query.containsKey(key);
    }

    /** The body as a JSON object. */
    public JsonNode object() {
        return object(json());
    }

    /** The body as a JSON object, an empty one if there is no body. */
    public JsonNode objectOrNone() {
        byte[] body = body();
        return body.length == 0 ? JsonNodeFactory.instance.objectNode() : object(RucioJson.parse(body));
    }

    private static JsonNode object(JsonNode body) {
        if (!body.isObject()) {
            throw RucioRefusal.typeError("body must be a json dictionary");
        }
        return body;
    }

    public JsonNode json() {
        return RucioJson.parse(body());
    }

    private byte[] body() {
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw new RucioRefusal(413, "ValueError", "body is larger than " + MAX_BODY_BYTES + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void requirePrivilege(String action) {
        require(caller.privileged(), action);
    }

    /** What the generic policy gives to no administrator. */
    public void requireRoot(String action) {
        require(caller.name().equals("root"), action);
    }

    private void require(boolean allowed, String action) {
        if (!allowed) {
            throw denied(action);
        }
    }

    /** To be thrown. */
    public RucioRefusal denied(String action) {
        return RucioRefusal.accessDenied(String.format(Locale.ROOT, "Account %s can not %s. ", caller.name(), action));
    }

    /** Answers with lines of JSON; an error before the first line is still a proper error. */
    public void stream(Consumer<JsonStream> lines) {
        requireAccepted(JsonStream.CONTENT_TYPE);
        JsonStream stream = new JsonStream(response);
        lines.accept(stream);
        stream.end();
    }

    public boolean asksFor(String contentType) {
        return String.valueOf(request.getHeader("Accept")).contains(contentType);
    }

    /** Answers with a document of another kind than lines of JSON. */
    public void write(String contentType, Consumer<PrintWriter> document) {
        response.setContentType(contentType);
        response.setCharacterEncoding("UTF-8");
        try (PrintWriter out = response.getWriter()) {
            document.accept(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real server refuses an {@code Accept} that does not name what the endpoint makes. */
    public void requireAccepted(String made) {
        String accept = request.getHeader("Accept");
        if (accept == null || accept.isBlank()) {
            return;
        }
        MediaType type = MediaType.parseMediaType(made);
        if (accepted(accept).stream().noneMatch(accepted -> accepted.includes(type))) {
            throw new RucioRefusal(
                    406,
                    "UnsupportedRequestedContentType",
                    String.format(Locale.ROOT, "The requested content type %s is not made", accept));
        }
    }

    /** What cannot be read asks for nothing. */
    private static List<MediaType> accepted(String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            return List.of();
        }
    }

    private static String decoded(String value) {
        try {
            return UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RucioRefusal.valueError("cannot decode the query string");
        }
    }
}
