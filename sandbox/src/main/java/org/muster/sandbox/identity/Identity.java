package org.muster.sandbox.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.muster.domain.identity.TokenClaims;

/**
 * What a verified token says about its bearer.
 *
 * @param names  the names it may be known by, best first: preferred user name, subject, client id
 * @param claims what it is good for
 */
public record Identity(List<String> names, TokenClaims claims, Instant expiresAt) {

    public Identity {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a token must name somebody");
        }
    }

    public String name() {
        return names.get(0);
    }

    public Set<String> scopes() {
        return claims.scopes();
    }

    /** The groups of a person. */
    public Set<String> groups() {
        return claims.groups();
    }
}
