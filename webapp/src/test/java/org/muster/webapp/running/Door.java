package org.muster.webapp.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.domain.identity.Surface;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.PlatformClient;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Knocks at the running webapp over real HTTP, as whoever the test says. */
@TestComponent
public class Door {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Environment environment;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Door(Environment environment) {
        this.environment = environment;
    }

    /** A status and a body. */
    public record Answer(int status, String body, String contentType) {
        public JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    public String address() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    /** The API as this person or program sees it. */
    public PlatformClient as(String name) {
        return new PlatformClient(new ApiClient("webapp", URI.create(address()), () -> token(name)));
    }

    /** An access token for the API: programs by client credentials, people by the device grant, as in real life. */
    public String token(String name) {
        return token(name, Surface.PLATFORM);
    }

    /** People have one token for all that the command line talks to. */
    public String token(String name, Surface surface) {
        return Cast.CLIENTS.containsKey(name)
                ? tokens.computeIfAbsent(name + " " + surface, key -> ofProgram(name, surface.scope()))
                : tokens.computeIfAbsent(name, key -> new DeviceLogin(address()).as(name));
    }

    private static Surface surface(String path) {
        return path.startsWith("/engine-rest") ? Surface.ENGINE : Surface.PLATFORM;
    }

    public String ofProgram(String id, String scope) {
        Answer answer = askForToken(id, scope);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.json().path("access_token").asText();
    }

    public Answer askForToken(String id, String scope) {
        String basic =
                Base64.getEncoder().encodeToString((id + ":" + Cast.password(id)).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + ApiClient.escape(scope))))
                .build());
    }

    public Answer ask(String method, String path, String token, Object body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.equals("")
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return send(request.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body as it is, of whatever kind. */
    public Answer raw(String method, String path, String token, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    public Answer get(String path, String name) {
        return ask("GET", path, token(name, surface(path)), "");
    }

    public Answer post(String path, String name, Object body) {
        return ask("POST", path, token(name, surface(path)), body);
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Content-Type").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
