package org.muster.allocator.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks bearer tokens against the issuer's keys. The keys are fetched when the first token comes and again when a token
 * names a key that is not among them, but not in every second; while the issuer does not answer, the keys at hand go on.
 */
public final class TokenVerifier {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration MIN_BETWEEN_FETCHES = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);

    private final String issuer;
    private final URI jwksUri;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private volatile JWKSet keys = new JWKSet();
    private volatile Instant fetchedAt = Instant.EPOCH;
    private boolean failing;

    public TokenVerifier(String issuer, URI jwksUri, Clock clock) {
        this.issuer = issuer;
        this.jwksUri = jwksUri;
        this.clock = clock;
    }

    /** Who brings a token; empty if the token is not valid. */
    public CompletableFuture<Optional<Bearer>> bearer(String token) {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (key(jwt).isPresent() || fetchedAt.plus(MIN_BETWEEN_FETCHES).isAfter(clock.instant())) {
            return CompletableFuture.completedFuture(verify(jwt));
        }
        return fetch().thenApply(done -> verify(jwt));
    }

    private Optional<JWK> key(SignedJWT jwt) {
        return Optional.ofNullable(jwt.getHeader().getKeyID()).map(id -> keys.getKeyByKeyId(id));
    }

    private Optional<Bearer> verify(SignedJWT jwt) {
        Optional<JWK> key = key(jwt);
        if (key.isEmpty()
                || !ALGORITHMS.contains(jwt.getHeader().getAlgorithm())
                || !(key.get() instanceof AsymmetricJWK asymmetric)) {
            return Optional.empty();
        }
        try {
            JWSVerifier verifier =
                    new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey());
            return jwt.verify(verifier) && current(jwt.getJWTClaimsSet())
                    ? Optional.of(bearer(jwt.getJWTClaimsSet()))
                    : Optional.empty();
        } catch (JOSEException | ParseException e) {
            return Optional.empty();
        }
    }

    private boolean current(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer()) || claims.getExpirationTime() == null) {
            return false;
        }
        boolean begun = claims.getNotBeforeTime() == null
                || claims.getNotBeforeTime().toInstant().minus(SKEW).isBefore(now);
        return begun && claims.getExpirationTime().toInstant().plus(SKEW).isAfter(now);
    }

    /** Scopes are a text with blanks (RFC 8693), or a list as some issuers write them. */
    private static Bearer bearer(JWTClaimsSet claims) throws ParseException {
        List<String> groups = claims.getStringListClaim("groups");
        Object scope = claims.getClaim("scope");
        List<String> scopes =
                scope instanceof String text ? List.of(text.split(" ", -1)) : claims.getStringListClaim("scope");
        return new Bearer(groups == null ? List.of() : groups, scopes == null ? List.of() : scopes);
    }

    private CompletableFuture<Void> fetch() {
        fetchedAt = clock.instant();
        HttpRequest request = HttpRequest.newBuilder(jwksUri).timeout(TIMEOUT).build();
        return http.sendAsync(request, BodyHandlers.ofString()).handle((response, problem) -> {
            if (problem == null && response.statusCode() == 200) {
                take(response.body());
            } else {
                String why = problem == null ? "status " + response.statusCode() : String.valueOf(problem.getMessage());
                away(why);
            }
            return null;
        });
    }

    private void take(String body) {
        try {
            keys = JWKSet.parse(body);
            back();
        } catch (ParseException e) {
            away("not a key set");
        }
    }

    private synchronized void away(String why) {
        fetchedAt = Instant.EPOCH;
        if (!failing) {
            failing = true;
            log.warn("the issuer's keys at {} are not to be had: {}", jwksUri, why);
        }
    }

    private synchronized void back() {
        if (failing) {
            failing = false;
            log.info("the issuer's keys at {} are back", jwksUri);
        }
    }
}
