package org.muster.connectors.metacat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.muster.connectors.transport.WholeReply;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.HeldToken;

/** How MetaCat's logins answer: each gives a token of its own. */
final class MetaCatLogin {
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(10);

    private MetaCatLogin() {}

    static HeldToken.Token read(WholeReply answer, Instant now) throws IOException {
        MetaCatHttp.check(answer);
        String token = answer.header("X-Authentication-Token");
        if (token.isEmpty()) {
            throw new MetaCatRefused(answer.status(), "the login gave no token");
        }
        return HeldToken.Token.until(end(token), token, now, UNSTATED_LIFE);
    }

    /** The token's own end; it is not verified, only read. */
    private static Optional<Instant> end(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Optional.of(Json.mapper().readTree(claims).path("exp"))
                    .filter(JsonNode::isNumber)
                    .map(exp -> Instant.ofEpochSecond(exp.asLong()));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
