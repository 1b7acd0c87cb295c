package org.muster.sandbox.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;

/**
 * The issuer's public keys, fetched when first needed, so that the sandbox starts before its identity provider does,
 * and kept when the provider goes away.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;
    private static final long CACHE_MILLIS = TimeUnit.MINUTES.toMillis(10);
    private static final long REFRESH_TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** How long known keys are believed while the issuer does not answer. */
    private static final long OUTAGE_MILLIS = TimeUnit.DAYS.toMillis(7);

    private final IdentityConfig config;
    private volatile @Nullable JWKSource<SecurityContext> source;

    IssuerKeys(IdentityConfig config) {
        this.config = config;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> current = source;
        if (current == null) {
            current = connect();
            source = current;
        }
        return current.get(selector, context);
    }

    private JWKSource<SecurityContext> connect() throws KeySourceException {
        DefaultResourceRetriever http =
                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_DOCUMENT_BYTES);
        try {
            return JWKSourceBuilder.<SecurityContext>create(keySetUrl(http), http)
                    .cache(CACHE_MILLIS, REFRESH_TIMEOUT_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(TimeUnit.SECONDS.toMillis(1))
                    .outageTolerant(OUTAGE_MILLIS)
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new KeySourceException("the issuer's keys can not be found: " + e.getMessage(), e);
        }
    }

    private URL keySetUrl(DefaultResourceRetriever http) throws IOException {
        if (!config.jwkSetUri().isEmpty()) {
            return url(config.jwkSetUri());
        }
        String issuer = config.issuerUri().replaceAll("/$", "");
        String document = http.retrieveResource(url(issuer + "/.well-known/openid-configuration"))
                .getContent();
        return url(Json.mapper().readTree(document).path("jwks_uri").asText());
    }

    private static URL url(String text) throws MalformedURLException {
        return URI.create(text).toURL();
    }
}
