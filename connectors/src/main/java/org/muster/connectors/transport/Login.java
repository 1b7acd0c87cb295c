package org.muster.connectors.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * Keeps the token of a login until four fifths of its life are over. If no new one is to be had then, the old one is used for
 * as long as it lives.
 */
public final class Login {
    private final Supplier<Token> login;
    private final Clock clock;
    private Held held = new Held("", Instant.EPOCH, Instant.EPOCH);

    /** What a login gives. */
    public record Token(String value, Duration life) {
        @Override
        public String toString() {
            return "Token[" + life + "]";
        }
    }

    private record Held(String token, Instant renewAt, Instant ends) {}

    public Login(Supplier<Token> login, Clock clock) {
        this.login = login;
        this.clock = clock;
    }

    public synchronized String token() {
        Instant now = clock.instant();
        if (!now.isBefore(held.renewAt())) {
            try {
                Token token = login.get();
                held = new Held(
                        token.value(), now.plus(token.life().multipliedBy(4).dividedBy(5)), now.plus(token.life()));
            } catch (ExternalSystemUnavailable e) {
                if (!now.isBefore(held.ends())) {
                    throw e;
                }
            }
        }
        return held.token();
    }

    /** The token was not accepted; the next one is new. */
    public synchronized void refused(String token) {
        if (held.token().equals(token)) {
            held = new Held("", Instant.EPOCH, Instant.EPOCH);
        }
    }
}
