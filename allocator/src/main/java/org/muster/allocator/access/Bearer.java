package org.muster.allocator.access;

import java.util.List;
import org.muster.domain.identity.Role;

/** What a valid token says of whoever brings it. */
public record Bearer(List<String> groups, List<String> scopes) {
    public Bearer {
        groups = List.copyOf(groups);
        scopes = List.copyOf(scopes);
    }

    public boolean has(Role role) {
        return groups.contains(role.group());
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}
