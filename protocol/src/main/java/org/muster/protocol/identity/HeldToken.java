package org.muster.protocol.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * Keeps a token until a share of its life is over. If no new one is to be had then, the old one is used for as long as it lives:
 * an identity provider that is down for a few minutes stops nobody. Whoever waits for somebody else's try shares its end.
 */
public final class HeldToken implements TokenSource {
    private final Supplier<Token> source;
    private final double share;
    private final Clock clock;
    private Optional<Held> held = Optional.empty();
    private Optional<ExternalSystemUnavailable> failure = Optional.empty();
    private final AtomicInteger failures = new AtomicInteger();

    /** What a login gives. */
    public record Token(String value, Duration life) {
        /** @param end as it was told, by a clock that is not ours if it is over already */
        public static Token until(Optional<Instant> end, String value, Instant now, Duration otherwise) {
            Optional<Duration> life = end.map(told -> Duration.between(now, told));
            return new Token(value, life.filter(left -> !left.isNegative()).orElse(otherwise));
        }

        @Override
        public String toString() {
            return "Token[" + life + "]";
        }
    }

    private record Held(String token, Instant renewAt, Instant ends) {}

    /** @param share of the life of each token, after which the next one is asked for */
    public HeldToken(Supplier<Token> source, double share, Clock clock) {
        this.source = source;
        this.share = share;
        this.clock = clock;
    }

    @Override
    public String get() {
        return get(failures.get());
    }

    /** @param known failures when this was asked: one more came while it waited, and is its own */
    private synchronized String get(int known) {
        Instant now = clock.instant();
        if (held.filter(its -> now.isBefore(its.renewAt())).isEmpty()) {
            try {
                if (failures.get() != known && failure.isPresent()) {
                    throw failure.get();
                }
                renew(now);
            } catch (ExternalSystemUnavailable e) {
                if (held.filter(its -> now.isBefore(its.ends())).isEmpty()) {
                    throw e;
                }
            }
        }
        return held.orElseThrow().token();
    }

    private void renew(Instant now) {
        try {
            Token token = source.get();
            Duration use = Duration.ofMillis((long) (token.life().toMillis() * share));
            held = Optional.of(new Held(token.value(), now.plus(use), now.plus(token.life())));
        } catch (ExternalSystemUnavailable e) {
            failure = Optional.of(e);
            failures.incrementAndGet();
            throw e;
        }
    }

    @Override
    public synchronized void refused(String token) {
        held = held.filter(its -> !its.token().equals(token));
    }
}
