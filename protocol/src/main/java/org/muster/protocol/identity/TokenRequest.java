package org.muster.protocol.identity;

import org.muster.domain.identity.Surface;

/**
 * What a program wants a token for: one thing, because a token that opens several doors opens all of them to whoever finds it.
 *
 * @param scope blank-separated; empty for the client's default
 * @param audience who is to take it, for providers that go by the request and not by the scope; empty if that need not be said
 */
public record TokenRequest(String scope, String audience) {
    public static TokenRequest to(Surface surface) {
        return new TokenRequest(surface.scope(), surface.audience());
    }
}
