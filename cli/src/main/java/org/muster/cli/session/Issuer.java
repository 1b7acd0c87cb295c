package org.muster.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;

/** The identity provider's endpoints that a command line client needs. */
final class Issuer {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String NAME = "identity provider";

    /** Keycloak and most others publish the first, an authorization server without OpenID Connect only the second. */
    private static final List<String> METADATA =
            List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    private final URI issuer;
    private final HttpClient http;

    /** Where to ask. */
    record Endpoints(URI deviceAuthorization, URI token) {}

    /** A status and the text that came with it. */
    record Answer(int status, String body) {}

    Issuer(URI issuer) {
        this.issuer = issuer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    Endpoints endpoints() {
        for (String path : METADATA) {
            Answer answer = send(HttpRequest.newBuilder(URI.create(issuer + path))
                    .timeout(TIMEOUT)
                    .header("Accept", "application/json")
                    .GET()
                    .build());
            if (answer.status() == 200 && answer.body().startsWith("{")) {
                JsonNode metadata = json(answer);
                String device = metadata.path("device_authorization_endpoint").asText("");
                String token = metadata.path("token_endpoint").asText("");
                if (!device.isEmpty() && !token.isEmpty()) {
                    return new Endpoints(URI.create(device), URI.create(token));
                }
            }
        }
        return new Endpoints(URI.create(issuer + "/oauth2/device_authorization"), URI.create(issuer + "/oauth2/token"));
    }

    Answer post(URI endpoint, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> ApiClient.escape(field.getKey()) + "=" + ApiClient.escape(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode json(Answer answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new ExternalSystemUnavailable(NAME, "an answer that is not JSON (status " + answer.status() + ")", e);
        }
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 500) {
                throw new ExternalSystemUnavailable(NAME, "answered " + response.statusCode());
            }
            return new Answer(response.statusCode(), response.body().strip());
        } catch (IOException e) {
            throw new ExternalSystemUnavailable(NAME, "no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable(NAME, "interrupted", e);
        }
    }
}
