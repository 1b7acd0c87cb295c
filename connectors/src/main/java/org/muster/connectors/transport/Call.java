package org.muster.connectors.transport;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request, rebuilt for every try. Headers may hold secrets, so they are not part of the text form.
 *
 * @param base the system's address, without a slash at the end
 */
public record Call(String method, String base, Target target, Map<String, String> headers, String body) {
    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(URI base, Target target) {
        return of("GET", base, target, "");
    }

    public static Call of(String method, URI base, Target target, String body) {
        return new Call(method, base.toString(), target, Map.of(), body);
    }

    public Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, base, target, all, body);
    }

    HttpRequest request(Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri())
                .timeout(timeout)
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return request.build();
    }

    private URI uri() {
        return URI.create(base + target.path());
    }

    /** By what calls of the same kind are counted. */
    String kind() {
        return method + " " + target.withoutQuery();
    }

    @Override
    public String toString() {
        return method + " " + uri().getPath();
    }
}
