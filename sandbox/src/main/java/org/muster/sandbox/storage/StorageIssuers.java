package org.muster.sandbox.storage;

import java.util.List;
import java.util.Optional;
import org.muster.sandbox.identity.Identity;
import org.muster.sandbox.identity.IdentityConfig;
import org.muster.sandbox.identity.JwtVerifier;
import org.springframework.stereotype.Component;

/** Whose tokens storage believes, if they are for storage: the identity provider's, and those of whoever hands out jobs. */
@Component
final class StorageIssuers {

    private final JwtVerifier provider;
    private final JwtVerifier other;
    private final List<String> audiences;

    StorageIssuers(JwtVerifier provider, StorageConfig config) {
        this.provider = provider;
        this.other = new JwtVerifier(IdentityConfig.issuer(config.issuerUri(), config.jwkSetUri(), config.audiences()));
        this.audiences = config.audiences();
    }

    Optional<Identity> verify(String token) {
        return other.verify(token)
                .or(() -> provider.verify(token))
                .filter(identity -> identity.claims().audiences().stream().anyMatch(audiences::contains));
    }
}
