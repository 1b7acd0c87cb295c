package org.muster.connectors.metacat;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The contract against a server: the sandbox or a real MetaCat. MUSTER_TEST_METACAT_URL says where, MUSTER_TEST_METACAT_AUTH_URL where to log in if not below it at /auth; the user is {@code muster}
 * with MUSTER_TEST_PASSWORD, or the access token in MUSTER_TEST_TOKEN. MUSTER_TEST_METACAT_STRANGER with
 * MUSTER_TEST_METACAT_STRANGER_PASSWORD is a user who owns no namespace of the suite's, if there is one.
 */
class MetaCatServerTest extends MetaCatServerContract {
    private static final Map<String, String> GIVEN = System.getenv();

    private static final URI URL = URI.create(GIVEN.getOrDefault("MUSTER_TEST_METACAT_URL", ""));
    private static final URI LOGIN = URI.create(GIVEN.getOrDefault("MUSTER_TEST_METACAT_AUTH_URL", URL + "/auth"));

    private final MetaCatClient metacat = client();

    private static MetaCatClient client() {
        String token = GIVEN.getOrDefault("MUSTER_TEST_TOKEN", "");
        String password = GIVEN.getOrDefault("MUSTER_TEST_PASSWORD", "");
        return new MetaCatClient(
                URL,
                token.isEmpty()
                        ? MetaCatAuth.password(LOGIN, "muster", password, Clock.systemUTC())
                        : MetaCatAuth.bearer(LOGIN, "muster", () -> token, Clock.systemUTC()));
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

    @Override
    protected Optional<MetaCatClient> stranger() {
        String password = GIVEN.getOrDefault("MUSTER_TEST_METACAT_STRANGER_PASSWORD", "");
        return Optional.ofNullable(GIVEN.get("MUSTER_TEST_METACAT_STRANGER"))
                .map(user -> new MetaCatClient(URL, MetaCatAuth.password(LOGIN, user, password, Clock.systemUTC())));
    }
}
