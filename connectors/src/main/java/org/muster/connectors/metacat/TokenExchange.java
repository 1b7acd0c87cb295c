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
import org.muster.connectors.transport.Transport;
import org.muster.protocol.http.Json;

/** Keeps the token of one login until four fifths of its life are over. */
final class TokenExchange implements MetaCatAuth {
    private static final Duration UNSTATED_LIFE = Duration.ofMinutes(10);

    private final Transport transport;
    private final Supplier<Call> login;
    private final Clock clock;
    private Held held = new Held("", Instant.EPOCH);

    private record Held(String token, Instant renewAt) {}

    TokenExchange(Transport transport, Supplier<Call> login, Clock clock) {
        this.transport = transport;
        this.login = login;
        this.clock = clock;
    }

    @Override
    public synchronized String token() {
        if (!clock.instant().isBefore(held.renewAt())) {
            held = transport.send(login.get(), this::read);
        }
        return held.token();
    }

    @Override
    public synchronized void refused(String token) {
        if (held.token().equals(token)) {
            held = new Held("", Instant.EPOCH);
        }
    }

    private Held read(Answer answer) throws IOException {
        MetaCatHttp.check(answer);
        String token = answer.header("X-Authentication-Token");
        if (token.isEmpty()) {
            throw new MetaCatRefused(answer.status(), "MetaCat's login gave no token");
        }
        Instant now = clock.instant();
        return new Held(token, now.plus(life(token, now).multipliedBy(4).dividedBy(5)));
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
