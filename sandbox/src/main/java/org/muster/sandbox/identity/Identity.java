package org.muster.sandbox.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a verified token says about its bearer.
 *
 * @param names  the names it may be known by, best first: preferred user name, subject, client id
 * @param scopes what it is good for
 * @param groups the groups of a person
 */
public record Identity(List<String> names, Set<String> scopes, Set<String> groups, Instant expiresAt) {

    public Identity {
        names = List.copyOf(names);
        scopes = Set.copyOf(scopes);
        groups = Set.copyOf(groups);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a token must name somebody");
        }
    }

    public String name() {
        return names.get(0);
    }
}
