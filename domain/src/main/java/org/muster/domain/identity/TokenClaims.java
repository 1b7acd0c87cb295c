package org.muster.domain.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a token says whose signature, issuer and times hold. What it opens is decided here, for every door of Muster.
 *
 * @param type the header's {@code typ}
 * @param kind the claim {@code typ}, by which Keycloak tells ID and refresh tokens from others
 * @param groups as Muster knows them
 */
public record TokenClaims(
        Optional<String> type, Optional<String> kind, Set<String> audiences, Set<String> scopes, Set<String> groups) {
    private static final Set<String> ACCESS_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Set<String> ACCESS_KINDS = Set.of("bearer");

    public TokenClaims {
        audiences = Set.copyOf(audiences);
        scopes = Set.copyOf(scopes);
        groups = Set.copyOf(groups);
    }

    /** Issuers write audiences and scopes as one text or as a list. */
    public static TokenClaims of(@Nullable String type, Map<String, Object> claims, GroupNames names) {
        Object kind = claims.get("typ");
        return new TokenClaims(
                Optional.ofNullable(type),
                Optional.ofNullable(kind).map(String::valueOf),
                texts(claims.get("aud")),
                words(claims.get("scope")),
                texts(claims.get("groups")).stream().map(names::known).collect(Collectors.toUnmodifiableSet()));
    }

    /** Why a door with this audience does not take it; empty if it does. */
    public Optional<String> refusal(String audience) {
        if (!isOneOf(type, ACCESS_TYPES) || !isOneOf(kind, ACCESS_KINDS)) {
            return Optional.of("this is not an access token");
        }
        if (scopes.stream().anyMatch(Surface::opensStorage)) {
            return Optional.of("a token for storage opens nothing else");
        }
        return audiences.contains(audience) ? Optional.empty() : Optional.of("the token is not for " + audience);
    }

    /** Whether a program may use it there. */
    public boolean opens(Surface surface) {
        return refusal(surface.audience()).isEmpty() && scopes.contains(surface.scope());
    }

    /** As whom its bearer may act there: a group of services counts with the surface's scope only, people's with theirs. */
    public Set<Role> roles(Surface surface) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (refusal(surface.audience()).isEmpty()) {
            groups.forEach(group -> Role.ofGroup(group)
                    .filter(role -> scopes.contains(role == Role.SERVICE ? surface.scope() : Surface.PERSON_SCOPE))
                    .ifPresent(roles::add));
        }
        return roles;
    }

    private static boolean isOneOf(Optional<String> given, Set<String> allowed) {
        return given.isEmpty() || allowed.contains(given.get().toLowerCase(Locale.ROOT));
    }

    private static Set<String> texts(@Nullable Object claim) {
        Set<String> texts = new LinkedHashSet<>();
        if (claim instanceof String text) {
            texts.add(text);
        } else if (claim instanceof Collection<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    private static Set<String> words(@Nullable Object claim) {
        Set<String> words = new LinkedHashSet<>();
        texts(claim).forEach(text -> Collections.addAll(words, text.split(" ", -1)));
        words.remove("");
        return words;
    }
}
