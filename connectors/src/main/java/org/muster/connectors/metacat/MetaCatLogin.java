package org.muster.connectors.metacat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.muster.connectors.transport.Answer;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.Login;
import org.muster.connectors.transport.Transport;
import org.muster.protocol.http.Json;

/** The logins, each of which gives a token of MetaCat's own. */
final class MetaCatLogin implements MetaCatAuth {
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(10);

    private final Login login;

    /** @param transport asked for at every login, as a certificate may have been replaced since */
    MetaCatLogin(Supplier<Transport> transport, Supplier<Call> call, Clock clock) {
        this.login = new Login(() -> transport.get().send(call.get(), answer -> read(answer, clock)), clock);
    }

    @Override
    public String token() {
        return login.token();
    }

    @Override
    public void refused(String token) {
        login.refused(token);
    }

    private static Login.Token read(Answer answer, Clock clock) throws IOException {
        MetaCatHttp.check(answer);
        String token = answer.header("X-Authentication-Token");
        if (token.isEmpty()) {
            throw new MetaCatRefused(answer.status(), "the login gave no token");
        }
        return new Login.Token(token, life(token, clock.instant()));
    }

    /** From the token's own end; it is not verified, only read. */
    private static Duration life(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return UNSTATED_LIFE;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            long end = Json.mapper().readTree(claims).path("exp").asLong(0);
            Duration life = Duration.between(now, Instant.ofEpochSecond(end));
            return life.isNegative() ? UNSTATED_LIFE : life;
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return UNSTATED_LIFE;
        }
    }
}
