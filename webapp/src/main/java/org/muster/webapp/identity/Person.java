package org.muster.webapp.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.domain.identity.Role;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is calling, a person or one of our own processes, with the roles their groups give them.
 *
 * @param memberships every group that their token names, also those that give no role
 */
public record Person(String name, Set<Role> roles, Set<String> memberships) {
    public Person {
        roles = Set.copyOf(roles);
        memberships = Set.copyOf(memberships);
    }

    /** A member of nothing but what the roles stand for. */
    public Person(String name, Set<Role> roles) {
        this(name, roles, roles.stream().map(Role::group).collect(Collectors.toSet()));
    }

    public static Person of(Authentication authentication) {
        return of(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .toList());
    }

    /** Who the request at hand comes from; empty in the engine's own threads. */
    public static Optional<Person> signedIn() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(authentication -> !(authentication instanceof AnonymousAuthenticationToken))
                .map(Person::of);
    }

    /** Groups that are not one of ours give no role. */
    public static Person of(String name, List<String> groups) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        groups.forEach(group -> Role.ofGroup(group).ifPresent(roles::add));
        return new Person(name, roles, Set.copyOf(groups));
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public List<String> groups() {
        return roles.stream().map(Role::group).sorted().toList();
    }
}
