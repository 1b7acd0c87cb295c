package org.muster.connectors.rucio;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.muster.protocol.identity.TokenSource;

/** With the variables of {@link RucioServerTest}, and root's password in MUSTER_TEST_ROOT_PASSWORD if the suite may be root. */
class RucioWireServerTest extends RucioWireContract {
    private static final Map<String, String> GIVEN = System.getenv();

    private static String given(String name) {
        return GIVEN.getOrDefault(name, "");
    }

    @Override
    protected void assumeServer() {
        assumeFalse(given("MUSTER_TEST_RUCIO_URL").isEmpty(), "MUSTER_TEST_RUCIO_URL names no server");
    }

    @Override
    protected URI url() {
        return URI.create(given("MUSTER_TEST_RUCIO_URL"));
    }

    @Override
    protected String disk() {
        return GIVEN.getOrDefault("MUSTER_TEST_RSE", "UK_NORTH_DISK");
    }

    @Override
    protected TokenSource muster() {
        String token = given("MUSTER_TEST_TOKEN");
        return token.isEmpty() ? login("muster", given("MUSTER_TEST_PASSWORD")) : () -> token;
    }

    @Override
    protected Optional<TokenSource> root() {
        return Optional.of(given("MUSTER_TEST_ROOT_PASSWORD"))
                .filter(password -> !password.isEmpty())
                .map(password -> login("root", password));
    }

    private TokenSource login(String account, String password) {
        return RucioAuth.userpass(url(), account, account, password, Clock.systemUTC());
    }
}
