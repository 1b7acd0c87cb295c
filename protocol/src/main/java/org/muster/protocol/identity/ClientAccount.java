package org.muster.protocol.identity;

import java.net.URI;
import java.time.Clock;

/** A program at its identity provider. */
public record ClientAccount(URI tokenEndpoint, String id, String secret, Clock clock) implements OwnTokens {
    @Override
    public ClientCredentials of(TokenRequest wanted) {
        return new ClientCredentials(this, wanted);
    }

    @Override
    public String toString() {
        return id + " at " + tokenEndpoint;
    }
}
