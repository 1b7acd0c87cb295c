package org.muster.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * Signing in at a terminal (RFC 8628): the person opens an address in any browser, signs in there and confirms a code,
 * while the terminal asks for the token. No password ever passes through the terminal.
 */
public final class DeviceGrant {
    public static final String CLIENT_ID = "muster-cli";

    private static final String DEVICE_CODE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final Issuer issuer;
    private final Clock clock;
    private final Issuer.Endpoints endpoints;

    /** A sign-in that waits for its person. */
    public record Waiting(
            String deviceCode, String userCode, URI address, URI addressWithCode, Duration interval, Instant expires) {}

    public DeviceGrant(URI issuer, Clock clock) {
        this.issuer = new Issuer(issuer);
        this.clock = clock;
        this.endpoints = this.issuer.endpoints();
    }

    public Waiting start() {
        Issuer.Answer answer =
                issuer.post(endpoints.deviceAuthorization(), Map.of("client_id", CLIENT_ID, "scope", "profile"));
        if (answer.status() != 200) {
            throw new NotSignedIn("The identity provider refuses sign-in from a terminal (status " + answer.status()
                    + "). Ask the operators whether the client " + CLIENT_ID + " is set up there.");
        }
        JsonNode json = Issuer.json(answer);
        URI address = URI.create(json.path("verification_uri").asText());
        return new Waiting(
                json.path("device_code").asText(),
                json.path("user_code").asText(),
                address,
                URI.create(json.path("verification_uri_complete").asText(address.toString())),
                Duration.ofSeconds(json.path("interval").asLong(5)),
                clock.instant().plusSeconds(json.path("expires_in").asLong(300)));
    }

    /** The token, or nothing while the person has not confirmed yet. */
    public Optional<AccessToken> poll(Waiting waiting) {
        Issuer.Answer answer = issuer.post(
                endpoints.token(),
                Map.of("grant_type", DEVICE_CODE_GRANT, "device_code", waiting.deviceCode(), "client_id", CLIENT_ID));
        if (answer.status() == 200) {
            return Optional.of(token(answer));
        }
        return switch (Issuer.json(answer).path("error").asText()) {
            case "authorization_pending", "slow_down" -> Optional.empty();
            case "access_denied" -> throw new NotSignedIn("The sign-in was refused in the browser.");
            case "expired_token" ->
                throw new NotSignedIn("The code was not confirmed in time. Start again: muster login");
            default -> throw new NotSignedIn("The identity provider refused the sign-in: " + answer.body());
        };
    }

    /** A new token for one that is over; nothing if the issuer wants the person to sign in again. */
    public Optional<AccessToken> refresh(String refreshToken) {
        Issuer.Answer answer = issuer.post(
                endpoints.token(),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", CLIENT_ID));
        return answer.status() == 200 ? Optional.of(token(answer)) : Optional.empty();
    }

    private AccessToken token(Issuer.Answer answer) {
        try {
            return AccessToken.ofAnswer(answer.body(), clock.instant());
        } catch (IOException e) {
            throw new ExternalSystemUnavailable("identity provider", "an answer that is no token", e);
        }
    }
}
