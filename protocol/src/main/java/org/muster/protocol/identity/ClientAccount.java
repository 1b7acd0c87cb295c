package org.muster.protocol.identity;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** A program at its identity provider. */
public record ClientAccount(URI tokenEndpoint, String id, String secret, Clock clock) implements OwnTokens {
    private static final double SHARE = 0.75;

    /** @param scope blank-separated; empty for the client's default */
    public HeldToken withScope(String scope) {
        return of(new TokenRequest(Optional.of(scope), Optional.empty()));
    }

    @Override
    public HeldToken of(TokenRequest wanted) {
        return new HeldToken(new ClientCredentials(this, wanted), SHARE, clock);
    }

    @Override
    public String toString() {
        return id + " at " + tokenEndpoint;
    }
}
