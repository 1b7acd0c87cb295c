package org.muster.sandbox.identity;

import java.util.Optional;
import org.muster.domain.identity.Surface;
import org.springframework.stereotype.Component;

/**
 * Where the identity provider's tokens are taken, each door only by those that name it: a token with which a job reads storage
 * opens no catalogue.
 */
@Component
public final class Doors {
    private final JwtVerifier verifier;
    private final IdentityConfig config;

    Doors(JwtVerifier verifier, IdentityConfig config) {
        this.verifier = verifier;
        this.config = config;
    }

    public Optional<Identity> rucio(String token) {
        return at(config.rucioAudience(), token);
    }

    public Optional<Identity> metacat(String token) {
        return at(config.metacatAudience(), token);
    }

    /** People who run the platform, with the token of their command line. */
    public Optional<Identity> operators(String token) {
        return at(Surface.CONTROL.audience(), token);
    }

    private Optional<Identity> at(String audience, String token) {
        return verifier.verify(token)
                .filter(identity -> identity.claims().refusal(audience).isEmpty());
    }
}
