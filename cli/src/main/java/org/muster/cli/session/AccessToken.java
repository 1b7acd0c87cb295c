package org.muster.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.muster.domain.text.Absent;
import org.muster.protocol.http.Json;

/**
 * A token as the issuer gave it.
 *
 * @param refresh if the issuer gave one
 */
public record AccessToken(String value, Optional<String> refresh, Instant expires) {
    public AccessToken {
        Objects.requireNonNull(value, "value");
        refresh = Absent.ifEmpty(refresh);
        Objects.requireNonNull(expires, "expires");
    }

    /** What the token says about its bearer. It is read for display only: whoever receives the token verifies it. */
    public record Bearer(String user, List<String> groups, String issuer) {
        public Bearer {
            groups = List.copyOf(groups);
        }
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expires);
    }

    public Bearer bearer() {
        JsonNode claims = claims();
        List<String> groups = new ArrayList<>();
        claims.path("groups").forEach(group -> groups.add(group.asText()));
        String user =
                claims.path("preferred_username").asText(claims.path("sub").asText("unknown"));
        return new Bearer(user, groups, claims.path("iss").asText(""));
    }

    private JsonNode claims() {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) {
            throw new NotSignedIn("The stored login is not a token Muster understands. Sign in again: muster login");
        }
        try {
            return Json.mapper().readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new NotSignedIn("The stored login is damaged. Sign in again: muster login");
        }
    }

    static AccessToken ofAnswer(String body, Instant now) throws IOException {
        JsonNode answer = Json.mapper().readTree(body);
        String value = answer.path("access_token").asText("");
        if (value.isEmpty()) {
            throw new IOException("an answer without access_token");
        }
        return new AccessToken(
                value,
                Optional.of(answer.path("refresh_token").asText("")),
                now.plusSeconds(answer.path("expires_in").asLong(300)));
    }
}
