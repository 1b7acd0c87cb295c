package org.muster.webapp.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Attempts to sign in that have failed, by name and address. After a few, each one more has to wait twice as long as the one
 * before, but never long: nobody can keep a person out for ever. A name that has signed in from an address before waits there
 * only for its own failures, whatever others do to the name or from the address.
 */
final class Attempts {
    /** Of a name at an address, before anything slows down. */
    static final int FREE = 10;

    /** Of a name, wherever from. */
    static final int FREE_OF_NAME = 30;

    /** From an address, whatever the name. */
    static final int FREE_OF_ADDRESS = 60;

    static final Duration LONGEST = Duration.ofSeconds(30);

    /** Names and addresses that are remembered at most; an attacker's crowd out an attacker's. */
    private static final int REMEMBERED = 10_000;

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final int LONGEST_NAME = 200;
    private static final int MOST_DOUBLINGS = 10;

    private record Failures(int count, Instant last) {}

    private record At(String name, String address) {}

    private final Clock clock;
    private final Cache<Object, Failures> failures = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FORGOTTEN_AFTER)
            .build();
    private final Cache<At, Boolean> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait before an attempt; zero if it may be made, which then counts as failed until it has succeeded. */
    Duration begin(String name, String address) {
        At at = at(name, address);
        Duration wait = wait(at, FREE);
        if (known.getIfPresent(at) == null) {
            wait = longer(wait, longer(wait(at.name(), FREE_OF_NAME), wait(address(address), FREE_OF_ADDRESS)));
        }
        if (wait.isZero()) {
            count(at);
            count(at.name());
            count(address(address));
        }
        return wait;
    }

    void succeeded(String name, String address) {
        At at = at(name, address);
        known.put(at, true);
        failures.invalidate(at);
        failures.asMap().computeIfPresent(at.name(), (key, before) -> one(before));
        failures.asMap().computeIfPresent(address(address), (key, before) -> one(before));
    }

    /** What begin had counted is taken back; what others failed stays. */
    private static Failures one(Failures before) {
        return new Failures(before.count() - 1, before.last());
    }

    private Duration wait(Object of, int free) {
        Failures before = failures.getIfPresent(of);
        if (before == null || before.count() < free) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(MOST_DOUBLINGS, before.count() - free));
        Duration left = Duration.between(clock.instant(), before.last().plus(shorter(pause, LONGEST)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(Object of) {
        Instant now = clock.instant();
        failures.asMap().merge(of, new Failures(1, now), (before, one) -> new Failures(before.count() + 1, now));
    }

    private static At at(String name, String address) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new At(cut.toLowerCase(Locale.ROOT), address);
    }

    private static At address(String address) {
        return new At("", address);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
