package org.muster.sandbox.metacat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** MetaCat's own tokens: JWTs signed with a secret that was drawn at the first start. */
@Component
final class MetaCatTokens {

    static final Duration LIFETIME = Duration.ofDays(7);
    private static final int SECRET_BYTES = 32;

    private final byte[] secret;
    private final Clock clock;

    MetaCatTokens(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.clock = clock;
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        byte[] kept = transaction.execute(status -> {
            jdbc.sql("insert into metacat_secret (secret) values (:secret) on conflict do nothing")
                    .param("secret", drawn)
                    .update();
            return jdbc.sql("select secret from metacat_secret")
                    .query(byte[].class)
                    .single();
        });
        this.secret = kept == null ? drawn : kept;
    }

    /** Ends with the token it was got for, or after a week. */
    String issue(String user, Instant notAfter) {
        Instant now = clock.instant();
        Instant end = now.plus(LIFETIME).isBefore(notAfter) ? now.plus(LIFETIME) : notAfter;
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("metacat")
                .subject(user)
                .jwtID(UUID.randomUUID().toString().substring(0, 8))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(end))
                .build();
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the secret can not sign", e);
        }
    }

    /** What is known of a token. */
    sealed interface Checked {

        record Good(String user) implements Checked {}

        record Bad(String reason) implements Checked {}
    }

    Checked check(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !jwt.verify(new MACVerifier(secret))) {
                return new Checked.Bad("Token verification failed");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<Instant> end =
                    Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
            if (end.isEmpty() || !clock.instant().isBefore(end.get())) {
                return new Checked.Bad("Token expired");
            }
            return new Checked.Good(claims.getSubject());
        } catch (ParseException e) {
            return new Checked.Bad("Not enough segments");
        } catch (JOSEException e) {
            return new Checked.Bad("Token verification failed");
        }
    }
}
