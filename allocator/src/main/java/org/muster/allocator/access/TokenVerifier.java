package org.muster.allocator.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.muster.domain.failure.Outage;
import org.muster.domain.identity.GroupNames;
import org.muster.domain.identity.Surface;
import org.muster.domain.identity.TokenClaims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks bearer tokens against the issuer's keys, beside the threads that serve requests: the keys are fetched when the first
 * token comes, before they are old, and when a token names another; while the issuer does not answer, the keys at hand go on.
 */
public final class TokenVerifier implements AutoCloseable {
    private static final int SKEW_SECONDS = 30;
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;
    private static final int MAX_TOKEN_CHARS = 16_384;

    /** Tokens that wait for their check; more are turned away. */
    private static final int MAX_WAITING = 1_000;

    private static final Duration MIN_BETWEEN_FETCHES = Duration.ofSeconds(2);
    private static final Duration CACHED = Duration.ofMinutes(10);

    /** How long known keys are believed while the issuer does not answer. */
    private static final Duration OUTAGE = Duration.ofDays(7);

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    private final GroupNames groupNames;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ThreadPoolExecutor checks = lane("token-checks");

    /** A token that names a key nobody has seen may wait for the issuer, and no other waits behind it. */
    private final ThreadPoolExecutor strangers = lane("token-checks-unknown-key");

    /** Ids of keys that signed a good token, of the issuer's choosing and therefore few. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private final Outage outage = new Outage(
            why -> LOG.warn("the issuer's keys are not to be had: {}", why.getMessage()),
            () -> LOG.info("the issuer's keys are back"));

    public TokenVerifier(String issuer, URI jwksUri, GroupNames groupNames, Clock clock) {
        this.groupNames = groupNames;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(jwksUri)));
        // What a header's type says is judged with the claims.
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier(new Timed(issuer, clock));
    }

    private static JWKSource<SecurityContext> keys(URI address) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            address.toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_DOCUMENT_BYTES))
                    .cache(CACHED.toMillis(), 2L * TIMEOUT_MILLIS)
                    .rateLimited(MIN_BETWEEN_FETCHES.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not the address of a key set: " + address, e);
        }
    }

    private static ThreadPoolExecutor lane(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Who brings a token to a surface; empty if the token is not valid there. Fails while that cannot be known. */
    public CompletableFuture<Optional<Bearer>> bearer(String token, Surface surface) {
        if (token.length() > MAX_TOKEN_CHARS) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String key = String.valueOf(jwt.getHeader().getKeyID());
        Executor lane = seen.contains(key) ? checks : strangers;
        try {
            return CompletableFuture.supplyAsync(() -> check(jwt, key, surface), lane);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("too many tokens wait for their check", e));
        }
    }

    private Optional<Bearer> check(SignedJWT jwt, String key, Surface surface) {
        try {
            JWTClaimsSet claims = processor.process(jwt, null);
            seen.add(key);
            outage.over();
            String type = jwt.getHeader().getType() == null
                    ? null
                    : jwt.getHeader().getType().getType();
            TokenClaims token = TokenClaims.of(type, claims.getClaims(), groupNames);
            return token.refusal(surface.audience()).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Bearer(token.roles(surface), token.opens(surface)));
        } catch (BadJOSEException e) {
            return Optional.empty();
        } catch (JOSEException e) {
            // A key that is asked for too often says nothing of the issuer.
            if (!(e instanceof RateLimitReachedException)) {
                outage.met(e);
            }
            throw new IllegalStateException("the issuer's keys are not to be had", e);
        }
    }

    /** By the allocator's own clock. */
    private static final class Timed extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Timed(String issuer, Clock clock) {
            super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp"));
            this.clock = clock;
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // the JWT library takes nothing else
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        strangers.shutdownNow();
    }
}
