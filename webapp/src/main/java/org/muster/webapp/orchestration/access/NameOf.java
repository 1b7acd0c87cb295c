package org.muster.webapp.orchestration.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClaimAccessor;

/** First and last name of a person, as the task list shows them. */
record NameOf(String first, String last) {

    static NameOf authentication(Authentication authentication) {
        if (authentication.getPrincipal() instanceof ClaimAccessor claims) {
            return new NameOf(
                    or(claims.getClaimAsString("given_name"), authentication.getName()),
                    or(claims.getClaimAsString("family_name"), ""));
        }
        return user(authentication.getName());
    }

    static NameOf user(String name) {
        return new NameOf(name, "");
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
