package org.muster.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.Surface;
import org.muster.sandbox.RunningSandbox;

class DoorsTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private static String token(Consumer<JWTClaimsSet.Builder> claims) {
        return SANDBOX.issuer().token("muster-agents", claims);
    }

    private static List<Integer> answers(String token) {
        String bearer = "Bearer " + token;
        return List.of(
                SANDBOX.send("GET", "/rucio/accounts/whoami", "", "X-Rucio-Auth-Token", token)
                        .statusCode(),
                SANDBOX.send("GET", "/metacat/auth/auth?method=token&username=muster", "", "Authorization", bearer)
                        .statusCode());
    }

    @Test
    void eachCatalogueTakesTokensThatNameIt() {
        assertThat(answers(token(claims -> claims.audience("rucio").claim("scope", "openid profile"))))
                .containsExactly(303, 401);
        assertThat(answers(token(claims -> claims.audience("metacat").claim("scope", "metacat"))))
                .containsExactly(401, 200);
        assertThat(answers(token(claims -> claims.audience(List.of("rucio", "metacat")))))
                .containsExactly(303, 200);
    }

    @Test
    void whatOpensSomethingElseOpensNoCatalogue() {
        assertThat(answers(token(claims -> {}))).as("no audience").containsExactly(401, 401);
        assertThat(answers(token(claims -> claims.audience("muster-agents"))))
                .as("of the client itself")
                .containsExactly(401, 401);
        assertThat(answers(token(claims -> claims.audience(List.of("rucio", "metacat", Surface.ANY_STORAGE))
                        .claim("scope", "storage.read:/ rucio"))))
                .as("what jobs read storage with")
                .containsExactly(401, 401);
        assertThat(answers(token(
                        claims -> claims.audience(List.of("rucio", "metacat")).claim("typ", "ID"))))
                .as("an ID token")
                .containsExactly(401, 401);
    }

    @Test
    void administratorsBreakThingsWithTheTokenOfTheirCommandLine() {
        for (Map.Entry<String, Integer> group : Map.of(
                        "/camunda-admin", 400, "camunda-admin", 400, "/x/camunda-admin", 403)
                .entrySet()) {
            String admin = token(claims -> claims.audience("muster.control")
                    .claim("scope", "profile")
                    .claim("groups", List.of(group.getKey())));
            assertThat(SANDBOX.send(
                                    "POST",
                                    "/faults",
                                    "{}",
                                    "Authorization",
                                    "Bearer " + admin,
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .as(group.getKey())
                    .isEqualTo(group.getValue());
        }
    }
}
