package org.muster.protocol.identity;

import java.util.Optional;
import org.muster.domain.identity.Surface;
import org.muster.domain.text.Absent;

/**
 * What a program wants a token for: one thing, because a token that opens several doors opens all of them to whoever finds it.
 *
 * @param scope blank-separated, unless it is the client's default
 * @param audience who is to take it, for providers that go by the request and not by the scope, if that has to be said
 */
public record TokenRequest(Optional<String> scope, Optional<String> audience) {
    /** Empty texts are what is configured for none. */
    public TokenRequest {
        scope = Absent.ifEmpty(scope);
        audience = Absent.ifEmpty(audience);
    }

    public static TokenRequest to(Surface surface) {
        return new TokenRequest(Optional.of(surface.scope()), Optional.of(surface.audience()));
    }
}
