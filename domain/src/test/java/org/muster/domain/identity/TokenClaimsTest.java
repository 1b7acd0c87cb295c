package org.muster.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    private static final List<String> ALL_AUDIENCES =
            Stream.of(Surface.values()).map(Surface::audience).toList();

    private static TokenClaims token(String scope, Object audience, String... groups) {
        return TokenClaims.of(
                "at+jwt", Map.of("scope", scope, "aud", audience, "groups", List.of(groups)), GroupNames.TOP);
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void aProgramIsSomebodyOnlyWhereAudienceAndScopeSaySo(Surface surface) {
        assertThat(token(surface.scope(), surface.audience(), "services").roles(surface))
                .containsExactly(Role.SERVICE);
        for (Surface other : EnumSet.complementOf(EnumSet.of(surface))) {
            TokenClaims narrow = token(surface.scope(), surface.audience(), "services");
            assertThat(narrow.roles(other)).isEmpty();
            assertThat(narrow.opens(other)).isFalse();
            TokenClaims wideAudience = token(surface.scope(), ALL_AUDIENCES, "services");
            assertThat(wideAudience.roles(other)).isEmpty();
            assertThat(wideAudience.opens(other)).isFalse();
        }
    }

    @Test
    void aPersonIsKnownByGroupsWhereverTheCommandLineMayGo() {
        TokenClaims person = token("profile", List.of("muster.platform", "muster.engine"), "shifters", "strangers");
        assertThat(person.roles(Surface.PLATFORM)).containsExactly(Role.SHIFTER);
        assertThat(person.roles(Surface.CONTROL)).isEmpty();
        assertThat(token("", "muster.platform", "shifters").roles(Surface.PLATFORM))
                .isEmpty();
        assertThat(token("profile", "muster.platform", "services").roles(Surface.PLATFORM))
                .as("a person in the group of services is no service")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"storage.read:/", "storage.create:/x", "storage.modify:/", "storage.stage:/", "storage.read"})
    void whatOpensFilesOpensNothingElse(String scope) {
        for (Surface surface : Surface.values()) {
            TokenClaims token =
                    token(scope + " profile " + surface.scope(), ALL_AUDIENCES, "services", "camunda-admin");
            assertThat(token.roles(surface)).isEmpty();
            assertThat(token.opens(surface)).isFalse();
            assertThat(token.refusal(surface.audience())).hasValue("a token for storage opens nothing else");
        }
    }

    @ParameterizedTest
    @CsvSource({"JWT,ID", "JWT,Refresh", "JWT,Offline", "JWT,Logout", "id+jwt,Bearer", "logout+jwt,", "dpop+jwt,"})
    void onlyAccessTokensCount(String header, String kind) {
        Map<String, Object> claims =
                new HashMap<>(Map.of("scope", "profile", "aud", "muster.platform", "groups", List.of("camunda-admin")));
        if (kind != null) {
            claims.put("typ", kind);
        }
        assertThat(TokenClaims.of(header, claims, GroupNames.TOP).refusal("muster.platform"))
                .hasValue("this is not an access token");
    }

    @Test
    void scopesMayBeATextOrAListAndAbsentClaimsGiveNothing() {
        Map<String, Object> listed =
                Map.of("scope", List.of("muster.engine", "x"), "aud", List.of("muster.engine"), "typ", "Bearer");
        assertThat(TokenClaims.of(null, listed, GroupNames.TOP).opens(Surface.ENGINE))
                .isTrue();
        TokenClaims empty = TokenClaims.of(null, Map.of(), GroupNames.TOP);
        assertThat(empty.refusal("muster.engine")).hasValue("the token is not for muster.engine");
        assertThat(empty.groups()).isEqualTo(Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "/, shifters, shifters",
        "/, /shifters, shifters",
        "/, /muster/shifters, muster/shifters",
        "/muster, /muster/shifters, shifters",
        "/muster/, /shifters, /shifters",
        "/muster, /musterers, /musterers",
        "'/,/muster', /muster/shifters, shifters",
        "'/,/muster', /shifters, shifters",
        "muster:, muster:shifters, shifters",
        "'', /shifters, /shifters"
    })
    void groupsAreKnownBelowTheConfiguredPlaces(String prefixes, String written, String known) {
        assertThat(GroupNames.parse(prefixes).known(written)).isEqualTo(known);
    }
}
