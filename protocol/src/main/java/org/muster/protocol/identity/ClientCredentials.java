package org.muster.protocol.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;

/** Asks the identity provider for access tokens by OAuth 2 client credentials. */
final class ClientCredentials implements Supplier<HeldToken.Token> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of one token, whatever its issuer says about its life. */
    private static final Duration LONGEST_USE = Duration.ofDays(1);

    private final ClientAccount account;
    private final TokenRequest wanted;
    private final HttpClient http;

    ClientCredentials(ClientAccount account, TokenRequest wanted) {
        this.account = account;
        this.wanted = wanted;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    @Override
    public HeldToken.Token get() {
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
                        "refused client " + account.id() + " a token for "
                                + wanted.scope().orElse("its default scope") + " with status " + response.statusCode());
            }
            JsonNode answer = Json.mapper().readTree(response.body());
            String token = answer.path("access_token").textValue();
            if (token == null || token.isBlank()) {
                throw new ExternalSystemUnavailable(
                        "identity provider", "answered client " + account.id() + " without a token");
            }
            long seconds = Math.max(0, Math.min(answer.path("expires_in").asLong(60), LONGEST_USE.toSeconds()));
            return new HeldToken.Token(token, Duration.ofSeconds(seconds));
        } catch (IOException e) {
            throw new ExternalSystemUnavailable("identity provider", "no answer from " + account.tokenEndpoint(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable("identity provider", "interrupted", e);
        }
    }

    private static String parameter(String name, Optional<String> value) {
        return value.map(text -> "&" + name + "=" + ApiClient.escape(text)).orElse("");
    }
}
