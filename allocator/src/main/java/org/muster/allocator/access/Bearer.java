package org.muster.allocator.access;

import java.util.Set;
import org.muster.domain.identity.Role;

/**
 * What a token that is valid for a surface says of whoever brings it there.
 *
 * @param roles as whom they may act there
 * @param scoped whether the token has the scope that programs need there
 */
public record Bearer(Set<Role> roles, boolean scoped) {
    public Bearer {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** One of Muster's processes, or an administrator. */
    public boolean mayControl() {
        return has(Role.SERVICE) || has(Role.ADMIN);
    }
}
