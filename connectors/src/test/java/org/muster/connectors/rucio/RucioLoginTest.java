package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.ScriptedServer;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.identity.TokenSource;
import org.muster.testkit.clock.SettableClock;

class RucioLoginTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T20:00:00Z"));
    private final AtomicInteger logins = new AtomicInteger();
    private final ScriptedServer server = new ScriptedServer(request -> new Reply(
            200,
            "",
            "",
            Map.of(
                    "X-Rucio-Auth-Token",
                    "token-" + logins.incrementAndGet(),
                    "X-Rucio-Auth-Token-Expires",
                    "Sun, 22 Nov 2026 21:00:00 UTC")));
    private final TokenSource auth = RucioAuth.userpass(server.url(), "muster", "user", "secret", clock);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() {
        assertThat(auth.get()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(47));
        assertThat(auth.get()).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(auth.get()).isEqualTo("token-2");
    }

    @Test
    void theSecretsTravelInHeadersAndNotInTheAddress() {
        auth.get();

        assertThat(server.log()).containsExactly("GET /auth/userpass");
        assertThat(server.last().header("X-Rucio-Password")).isEqualTo("secret");
        assertThat(server.last().header("X-Rucio-Account")).isEqualTo("muster");
    }

    @Test
    void withoutALoginTheOldTokenServesWhileItLives() {
        auth.get();
        server.fault(request -> Outcome.LOSE_ANSWER);
        clock.advance(Duration.ofMinutes(50));

        assertThat(auth.get()).isEqualTo("token-1");

        clock.advance(Duration.ofMinutes(11));
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(auth::get);
    }

    @Test
    void anIdentityWithSeveralAccountsMustNameOne() {
        try (ScriptedServer several = new ScriptedServer(
                request -> new Reply(206, "", "[\"dune\",\"jdoe\"]", Map.of("X-Rucio-Auth-Accounts", "dune,jdoe")))) {
            assertThatExceptionOfType(RucioRefused.class)
                    .isThrownBy(() -> RucioAuth.userpass(several.url(), "", "user", "secret", clock)
                            .get())
                    .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.CANNOT_AUTHENTICATE));
        }
    }

    @Test
    void anOIDCClientGetsANewTokenWhenRucioDoesNotTakeTheOldOne() {
        try (ScriptedServer issuer = new ScriptedServer(
                request -> Reply.json(Map.of("access_token", "jwt-" + logins.incrementAndGet(), "expires_in", 3600)))) {
            TokenSource oidc =
                    new ClientAccount(issuer.url().resolve("/token"), "muster", "secret", clock).withScope("");

            assertThat(oidc.get()).isEqualTo("jwt-1").isEqualTo(oidc.get());
            oidc.refused("jwt-1");
            assertThat(oidc.get()).isEqualTo("jwt-2");
        }
    }
}
