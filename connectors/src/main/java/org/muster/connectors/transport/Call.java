package org.muster.connectors.transport;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request, rebuilt for every try. Headers may hold secrets, so they are not part of the text form. */
public record Call(String method, URI uri, Map<String, String> headers, String body) {
    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(URI uri) {
        return new Call("GET", uri, Map.of(), "");
    }

    public static Call of(String method, URI uri, String body) {
        return new Call(method, uri, Map.of(), body);
    }

    public Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, uri, all, body);
    }

    HttpRequest request(Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return request.build();
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
