package org.muster.protocol.identity;

import org.muster.domain.identity.Surface;

/** A program's own access tokens, one for each thing that it calls. */
@FunctionalInterface
public interface OwnTokens {
    /** Answers a valid token whenever it is asked. */
    TokenSource of(TokenRequest wanted);

    default TokenSource to(Surface surface) {
        return of(TokenRequest.to(surface));
    }
}
