package org.muster.connectors.transport;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * Keeps the token of a login until four fifths of its life are over. If no new one is to be had then, the old one is used for
 * as long as it lives.
 */
public final class Login implements TokenSource {
    private final Supplier<Token> login;
    private final Clock clock;
    private Held held = new Held("", Instant.EPOCH, Instant.EPOCH);

    /** What a login gives. */
    public record Token(String value, Duration life) {
        /** An end that is over already was told by a clock that is not ours. */
        public static Token until(Instant end, String value, Instant now, Duration otherwise) {
            Duration life = Duration.between(now, end);
            return new Token(value, life.isNegative() ? otherwise : life);
        }

        @Override
        public String toString() {
            return "Token[" + life + "]";
        }
    }

    /** Asks for a token, and learns from the answer what it is and how long it lives. */
    public static Login at(Supplier<Transport> transport, Supplier<Call> call, Reader reader, Clock clock) {
        return new Login(() -> transport.get().send(call.get(), answer -> reader.read(answer, clock.instant())), clock);
    }

    /** How a system tells the token that it gives. */
    public interface Reader {
        Token read(Answer answer, Instant now) throws IOException;
    }

    private record Held(String token, Instant renewAt, Instant ends) {}

    public Login(Supplier<Token> login, Clock clock) {
        this.login = login;
        this.clock = clock;
    }

    @Override
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

    @Override
    public synchronized void refused(String token) {
        if (held.token().equals(token)) {
            held = new Held("", Instant.EPOCH, Instant.EPOCH);
        }
    }
}
