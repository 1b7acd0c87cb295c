package org.muster.protocol.identity;

import java.util.function.Supplier;
import org.muster.domain.identity.Surface;

/** A program's own access tokens, one for each thing that it calls. */
@FunctionalInterface
public interface OwnTokens {
    /** Answers a valid token whenever it is asked. */
    Supplier<String> of(TokenRequest wanted);

    default Supplier<String> to(Surface surface) {
        return of(TokenRequest.to(surface));
    }
}
