package org.muster.connectors.rucio;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.muster.domain.storage.RseName;

/**
 * The contract against a server: the sandbox or a real Rucio. MUSTER_TEST_RUCIO_URL says where; account and user are
 * {@code muster} with MUSTER_TEST_PASSWORD, or the token in MUSTER_TEST_TOKEN; MUSTER_TEST_RSE and MUSTER_TEST_SITE name a disk.
 */
@EnabledIfEnvironmentVariable(named = "MUSTER_TEST_RUCIO_URL", matches = ".+")
class RucioServerTest extends RucioContract {
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
                        : RucioAuth.bearer(() -> token));
    }

    @Override
    RucioClient rucio() {
        return rucio;
    }

    @Override
    RseName disk() {
        return new RseName(GIVEN.getOrDefault("MUSTER_TEST_RSE", "UK_NORTH_DISK"));
    }

    @Override
    String site() {
        return GIVEN.getOrDefault("MUSTER_TEST_SITE", "UK_North");
    }
}
