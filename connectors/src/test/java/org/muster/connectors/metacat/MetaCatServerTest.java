package org.muster.connectors.metacat;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * The contract against a server: the sandbox or a real MetaCat. MUSTER_TEST_METACAT_URL says where, MUSTER_TEST_METACAT_AUTH_URL where to log in if not below it at /auth; the user is {@code muster}
 * with MUSTER_TEST_PASSWORD, or the access token in MUSTER_TEST_TOKEN.
 */
class MetaCatServerTest extends MetaCatServerContract {
    private static final Map<String, String> GIVEN = System.getenv();

    private final MetaCatClient metacat = client();

    private static MetaCatClient client() {
        URI url = URI.create(GIVEN.getOrDefault("MUSTER_TEST_METACAT_URL", ""));
        URI login = URI.create(GIVEN.getOrDefault("MUSTER_TEST_METACAT_AUTH_URL", url + "/auth"));
        String token = GIVEN.getOrDefault("MUSTER_TEST_TOKEN", "");
        String password = GIVEN.getOrDefault("MUSTER_TEST_PASSWORD", "");
        return new MetaCatClient(
                url,
                token.isEmpty()
                        ? MetaCatAuth.password(login, "muster", password, Clock.systemUTC())
                        : MetaCatAuth.bearer(login, "muster", () -> token, Clock.systemUTC()));
    }

    @Override
    protected void assumeServer() {
        assumeFalse(
                GIVEN.getOrDefault("MUSTER_TEST_METACAT_URL", "").isEmpty(), "MUSTER_TEST_METACAT_URL names no server");
    }

    @Override
    protected MetaCatClient metacat() {
        return metacat;
    }
}
