package org.muster.connectors.rucio;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.muster.domain.storage.RseName;

/**
 * The contract against a server: the sandbox or a real Rucio. MUSTER_TEST_RUCIO_URL says where; account and user are
 * {@code muster} with MUSTER_TEST_PASSWORD, or the token in MUSTER_TEST_TOKEN; MUSTER_TEST_RSE and MUSTER_TEST_SITE name a disk,
 * MUSTER_TEST_OTHER_RSE one at MUSTER_TEST_DISTANCE from it.
 */
class RucioServerTest extends RucioServerContract {
    private static final Map<String, String> GIVEN = System.getenv();

    private final RucioClient rucio = client();

    private static RucioClient client() {
        URI url = URI.create(GIVEN.getOrDefault("MUSTER_TEST_RUCIO_URL", ""));
        String token = GIVEN.getOrDefault("MUSTER_TEST_TOKEN", "");
        String password = GIVEN.getOrDefault("MUSTER_TEST_PASSWORD", "");
        return new RucioClient(
                url,
                token.isEmpty()
                        ? RucioAuth.userpass(url, "muster", "muster", password, Clock.systemUTC())
                        : () -> token);
    }

    @Override
    protected void assumeServer() {
        assumeFalse(GIVEN.getOrDefault("MUSTER_TEST_RUCIO_URL", "").isEmpty(), "MUSTER_TEST_RUCIO_URL names no server");
    }

    @Override
    protected RucioClient rucio() {
        return rucio;
    }

    @Override
    protected RseName disk() {
        return new RseName(GIVEN.getOrDefault("MUSTER_TEST_RSE", "UK_NORTH_DISK"));
    }

    @Override
    protected String site() {
        return GIVEN.getOrDefault("MUSTER_TEST_SITE", "UK_North");
    }
}
