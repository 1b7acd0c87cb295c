package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.muster.catalogue.fake.Outputs.output;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.FakeAllocator;
import org.muster.agents.fake.FakePlatform;
import org.muster.catalogue.registration.Installation;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioClient;

/** How many outputs a second servers on this machine take; MUSTER_TEST_RUCIO_URL, _METACAT_URL and _PASSWORD name them. */
class RegistrarRateTest {
    private static final Map<String, String> GIVEN = System.getenv();
    private static final String PASSWORD = GIVEN.getOrDefault("MUSTER_TEST_PASSWORD", "");
    private static final int OUTPUTS = 2 * Registrar.MAX_OUTPUTS;

    private final String run = UUID.randomUUID().toString();
    private int workflow = ThreadLocalRandom.current().nextInt(1, 900_000);

    private static URI server(String variable) {
        String server = GIVEN.getOrDefault(variable, "");
        assumeFalse(server.isEmpty(), variable + " names no server");
        return URI.create(server);
    }

    @Test
    void outputsASecondOfLargeAndOfSmallWorkflows() {
        URI rucio = server("MUSTER_TEST_RUCIO_URL");
        URI metacat = server("MUSTER_TEST_METACAT_URL");
        try (FakeAllocator allocator = new FakeAllocator();
                FakePlatform platform = new FakePlatform()) {
            Registrar registrar = new Registrar(
                    new Installation("dev", "muster"),
                    new RegistrarSettings(Duration.ZERO),
                    allocator.client(),
                    platform.client(),
                    new MetaCatClient(
                            metacat,
                            MetaCatAuth.password(URI.create(metacat + "/auth"), "muster", PASSWORD, Clock.systemUTC())),
                    new RucioClient(rucio, RucioAuth.userpass(rucio, "muster", "muster", PASSWORD, Clock.systemUTC())),
                    FakePlatform.toldToNobody());
            for (int each : new int[] {OUTPUTS / 2, OUTPUTS, 100, 10}) {
                measure(registrar, allocator, each);
            }
        }
    }

    private void measure(Registrar registrar, FakeAllocator allocator, int each) {
        for (int i = 0; i < OUTPUTS; i++) {
            workflow += i % each == 0 ? 1 : 0;
            allocator.outputs.add(
                    output(i + 1L, "w" + workflow + "s1", "rate-" + run + "-" + each + "-" + i + ".root"));
        }
        long begun = System.nanoTime();
        int done = 0;
        while (done < OUTPUTS) {
            int more = registrar.doWork(Instant.now());
            assertThat(more).isPositive();
            done += more;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "Registrar: %d outputs of %d workflows, %.0f a second%n", OUTPUTS, OUTPUTS / each, OUTPUTS / seconds);
    }
}
