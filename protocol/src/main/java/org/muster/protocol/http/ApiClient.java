package org.muster.protocol.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * JSON over HTTP to one Muster surface with a bearer token. Answers values, {@link ApiRefused} for an error status, or {@link
 * ExternalSystemUnavailable} when the surface did not answer or answered 502, 503 or 504; it never retries by itself.
 */
public final class ApiClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    private static final String NOT_OURS = "an answer that is not the JSON expected";

    /** Neither a page nor a document. */
    private static final Pattern LINE = Pattern.compile("[^<{\\[\\s][^\\n\\r]{0,300}");

    private final String system;
    private final URI base;
    private final Supplier<String> token;
    private final Carrier carrier;

    /**
     * For a program that runs on.
     *
     * @param system name in messages, e.g. "allocator"
     * @param base address without a trailing slash
     * @param token answers a valid access token; asked before every request
     */
    public ApiClient(String system, URI base, Supplier<String> token) {
        this(system, base, token, new KeptConnections(CONNECT_TIMEOUT, REQUEST_TIMEOUT));
    }

    private ApiClient(String system, URI base, Supplier<String> token, Carrier carrier) {
        this.system = system;
        this.base = base;
        this.token = token;
        this.carrier = carrier;
    }

    /** For a program that asks a few times, one after the other, and ends; otherwise as the constructor. */
    public static ApiClient ofFewCalls(String system, URI base, Supplier<String> token) {
        return new ApiClient(system, base, token, new FewCalls(CONNECT_TIMEOUT, REQUEST_TIMEOUT));
    }

    public <T> T get(String path, TypeReference<T> type) {
        return read(send("GET", path, "application/json", Optional.empty()), type);
    }

    public String getText(String path) {
        return send("GET", path, "text/plain", Optional.empty());
    }

    public <T> T post(String path, Object body, TypeReference<T> type) {
        return read(send("POST", path, "application/json", Optional.of(Json.text(body))), type);
    }

    public void post(String path, Object body) {
        done(send("POST", path, "application/json", Optional.of(Json.text(body))));
    }

    public void put(String path, Object body) {
        done(send("PUT", path, "application/json", Optional.of(Json.text(body))));
    }

    /** {@code ?a=1&b=2} from the entries whose value is not empty; empty text if there are none. */
    public static String query(Map<String, String> parameters) {
        String text = parameters.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + escape(entry.getValue()))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? "" : "?" + text;
    }

    /** A value as one path or query element. */
    public static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String send(String method, String path, String accept, Optional<String> body) {
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + token.get(),
                "Content-Type",
                "application/json",
                "Accept",
                accept + ", " + ApiProblem.MEDIA_TYPE);
        Carrier.Answer answer = carry(new Carrier.Request(method, URI.create(base + path), headers, body));
        int status = answer.status();
        if (status >= 502 && status <= 504) {
            throw new ExternalSystemUnavailable(system, "answered " + status);
        }
        if (status >= 300 && status < 400) {
            throw new ExternalSystemUnavailable(
                    system, "answered " + status + ", which leads elsewhere: something in between wants a sign-in");
        }
        if (status >= 400) {
            throw new ApiRefused(problem(status, answer.body()));
        }
        return answer.body();
    }

    private Carrier.Answer carry(Carrier.Request request) {
        try {
            return carrier.send(request);
        } catch (IOException e) {
            throw new ExternalSystemUnavailable(system, "no answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable(system, "interrupted while waiting for " + base, e);
        }
    }

    private ApiProblem problem(int status, String body) {
        try {
            ApiProblem problem = Json.mapper().readValue(body, ApiProblem.class);
            if (problem != null) {
                return new ApiProblem(problem.title(), status, problem.problems());
            }
        } catch (JsonProcessingException e) {
            // Not ours: a proxy or a framework answered. A line of plain text is all that can be shown of it.
        }
        String text = body.strip();
        boolean line = LINE.matcher(text).matches();
        return ApiProblem.of(
                status, line ? text : system + " answered " + status + " with a text that is not Muster's");
    }

    private <T> T read(String body, TypeReference<T> type) {
        T value;
        try {
            value = Json.mapper().readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new ExternalSystemUnavailable(system, NOT_OURS, e);
        }
        if (value == null || (value instanceof JsonNode node && (node.isNull() || node.isMissingNode()))) {
            throw new ExternalSystemUnavailable(system, NOT_OURS);
        }
        return value;
    }

    /** A page where nothing was to be read is somebody else's, and no sign that anything was done. */
    private void done(String body) {
        if (body.stripLeading().startsWith("<")) {
            throw new ExternalSystemUnavailable(system, NOT_OURS);
        }
    }
}
