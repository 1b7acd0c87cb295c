package org.muster.protocol.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;

/**
 * Access tokens by OAuth 2 client credentials, kept until three quarters of their life are over.
 *
 * <p>When the issuer does not answer, the token at hand is used for as long as it is valid: an identity provider that is down
 * for a few minutes stops nobody.
 */
public final class ClientCredentials implements Supplier<String> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of one token, whatever its issuer says about its life. */
    private static final Duration LONGEST_USE = Duration.ofDays(1);

    private final ClientAccount account;
    private final TokenRequest wanted;
    private final HttpClient http;
    private Held held = new Held("", Instant.EPOCH, Instant.EPOCH);

    private record Held(String token, Instant renewAt, Instant expires) {}

    /** @param scope blank-separated scopes; empty for the client's default */
    public ClientCredentials(URI tokenEndpoint, String clientId, String secret, String scope, Clock clock) {
        this(new ClientAccount(tokenEndpoint, clientId, secret, clock), new TokenRequest(scope, ""));
    }

    ClientCredentials(ClientAccount account, TokenRequest wanted) {
        this.account = account;
        this.wanted = wanted;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    @Override
    public synchronized String get() {
        Instant now = account.clock().instant();
        if (now.isBefore(held.renewAt())) {
            return held.token();
        }
        try {
            held = fetch(now);
        } catch (ExternalSystemUnavailable e) {
            if (!now.isBefore(held.expires())) {
                throw e;
            }
        }
        return held.token();
    }

    /** Somebody did not accept {@code token} before its end, as after a change of keys: the next one is new. */
    public synchronized void refused(String token) {
        if (held.token().equals(token)) {
            held = new Held("", Instant.EPOCH, Instant.EPOCH);
        }
    }

    private Held fetch(Instant now) {
        String form = "grant_type=client_credentials"
                + parameter("scope", wanted.scope())
                + parameter("audience", wanted.audience());
        String basic = Base64.getEncoder()
                .encodeToString((ApiClient.escape(account.id()) + ":" + ApiClient.escape(account.secret()))
                        .getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(account.tokenEndpoint())
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new ExternalSystemUnavailable(
                        "identity provider",
                        "refused client " + account.id() + " a token for " + wanted.scope() + " with status "
                                + response.statusCode());
            }
            JsonNode answer = Json.mapper().readTree(response.body());
            String token = answer.path("access_token").textValue();
            if (token == null || token.isBlank()) {
                throw new ExternalSystemUnavailable(
                        "identity provider", "answered client " + account.id() + " without a token");
            }
            long seconds = Math.max(0, Math.min(answer.path("expires_in").asLong(60), LONGEST_USE.toSeconds()));
            return new Held(token, now.plusSeconds(seconds * 3 / 4), now.plusSeconds(seconds));
        } catch (IOException e) {
            throw new ExternalSystemUnavailable("identity provider", "no answer from " + account.tokenEndpoint(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable("identity provider", "interrupted", e);
        }
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + ApiClient.escape(value);
    }
}
