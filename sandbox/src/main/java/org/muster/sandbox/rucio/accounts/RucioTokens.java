package org.muster.sandbox.rucio.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.muster.sandbox.identity.Accounts;
import org.muster.sandbox.identity.Doors;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.TokenCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Both kinds of token: our own, good for an hour and not sliding, and the identity provider's, good until they say. */
@Component
final class RucioTokens implements TokenCheck {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int RANDOM_BYTES = 16;

    private final JdbcClient jdbc;
    private final Doors doors;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RucioTokens(JdbcClient jdbc, Doors doors, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.doors = doors;
        this.accounts = accounts;
        this.clock = clock;
    }

    record Issued(String token, Instant expiresAt) {}

    /** Every login makes one more independent token; nothing revokes one. */
    Issued issue(String account, String username, String application) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String token = String.format(
                Locale.ROOT,
                "%s-%s-%s-%s",
                account,
                username,
                application,
                HexFormat.of().formatHex(bytes));
        Instant expiresAt = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("delete from rucio_tokens where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into rucio_tokens (token_hash, account, expires_at) values (:hash, :account, :expiresAt)")
                .param("hash", hash(token))
                .param("account", account)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        return new Issued(token, expiresAt);
    }

    @Override
    public Optional<CallerAccount> accountOf(String token) {
        if (looksLikeJwt(token)) {
            return doors.rucio(token)
                    .flatMap(identity -> accounts.of(identity)
                            .flatMap(account -> jdbc.sql("""
                                    select account = 'root' or jsonb_exists(attributes, 'admin')
                                    from rucio_accounts where account = :account
                                    """)
                                    .param("account", account)
                                    .query(Boolean.class)
                                    .optional()
                                    .map(privileged -> new CallerAccount(account, privileged, identity.expiresAt()))));
        }
        return jdbc.sql("""
                        select a.account, a.account = 'root' or jsonb_exists(a.attributes, 'admin') as privileged, t.expires_at
                        from rucio_tokens t join rucio_accounts a using (account)
                        where t.token_hash = :hash and t.expires_at > :now
                        """)
                .param("hash", hash(token))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new CallerAccount(
                        row.getString("account"),
                        row.getBoolean("privileged"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private static boolean looksLikeJwt(String token) {
        return token.chars().filter(c -> c == '.').count() == 2 && token.startsWith("ey");
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
