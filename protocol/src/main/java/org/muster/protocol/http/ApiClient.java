package org.muster.protocol.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
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
    private final HttpClient http;

    /**
     * @param system name in messages, e.g. "allocator"
     * @param base address without a trailing slash
     * @param token answers a valid access token; asked before every request
     */
    public ApiClient(String system, URI base, Supplier<String> token) {
        this.system = system;
        this.base = base;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    public <T> T get(String path, TypeReference<T> type) {
        return read(send("GET", path, "application/json", BodyPublishers.noBody()), type);
    }

    public String getText(String path) {
        return send("GET", path, "text/plain", BodyPublishers.noBody());
    }

    public <T> T post(String path, Object body, TypeReference<T> type) {
        return read(send("POST", path, "application/json", BodyPublishers.ofString(Json.text(body))), type);
    }

    public void post(String path, Object body) {
        done(send("POST", path, "application/json", BodyPublishers.ofString(Json.text(body))));
    }

    public void put(String path, Object body) {
        done(send("PUT", path, "application/json", BodyPublishers.ofString(Json.text(body))));
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

    private String send(String method, String path, String accept, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .header("Accept", accept + ", " + ApiProblem.MEDIA_TYPE)
                .method(method, body)
                .build();
        HttpResponse<String> response = exchange(request);
        int status = response.statusCode();
        if (status >= 502 && status <= 504) {
            throw new ExternalSystemUnavailable(system, "answered " + status);
        }
        if (status >= 300 && status < 400) {
            throw new ExternalSystemUnavailable(
                    system, "answered " + status + ", which leads elsewhere: something in between wants a sign-in");
        }
        if (status >= 400) {
            throw new ApiRefused(problem(status, response.body()));
        }
        return response.body();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
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
