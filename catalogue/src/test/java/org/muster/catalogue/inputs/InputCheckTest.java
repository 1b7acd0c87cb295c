package org.muster.catalogue.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeMetaCat;
import org.muster.connectors.fake.FakeRucio;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.RseName;

class InputCheckTest {
    private static final TrafficLimits ONCE = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            2);

    private final FakeRucio rucioServer = new FakeRucio();
    private final FakeMetaCat metacatServer = new FakeMetaCat();
    private final RucioClient rucio = new RucioClient(rucioServer.url(), rucioServer::token, ONCE);
    private final InputCheck check = new InputCheck(
            rucio,
            new MetaCatClient(
                    metacatServer.url(),
                    MetaCatAuth.bearer(metacatServer.url(), "muster", () -> "a.b.c", Clock.systemUTC()),
                    ONCE));

    @BeforeEach
    void content() {
        rucioServer.addRse("DISK", "Site", "DISK");
        rucio.createDataset(new Did("usertests", "raw"));
        rucio.register(
                new RseName("DISK"),
                List.of(ReplicaRegistration.deterministic(
                        new Did("usertests", "file"), 1, new Adler32Sum("00000001"))));
        metacatServer.put("usertests:raw", List.of("usertests:file"));
    }

    @AfterEach
    void stop() {
        rucioServer.close();
        metacatServer.close();
    }

    private void refused(String text, String... words) {
        assertThat(check.objection(text)).as(text).hasValueSatisfying(objection -> {
            assertThat(List.of(words))
                    .allSatisfy(word -> assertThat(objection.message()).contains(word));
            assertThat(objection.remedy()).isNotBlank();
        });
    }

    @Test
    void whatCanBeFoundIsLetIn() {
        assertThat(check.objection("monte-carlo 5")).isEmpty();
        assertThat(check.objection("rucio-dataset usertests:raw")).isEmpty();
        assertThat(check.objection("files from usertests:raw ordered limit 5")).isEmpty();
    }

    @Test
    void whatCannotIsToldWithItsPlaceAndAWayOut() {
        refused("rucio-dataset nonsense");
        refused("rucio-dataset usertests:nosuch", "Rucio does not know usertests:nosuch");
        refused("rucio-dataset usertests:file", "is a file");
        refused("files from usertests:nosuch", "MetaCat does not know usertests:nosuch");
        refused("files from usertests:raw limit 5", "limit without an order", "line 1, column 26", "^");
        refused("nonsense", "No terminal matches", "line 1", "nonsense\n", "^");
    }

    @Test
    void aCatalogueThatIsAwayIsNotAnObjection() {
        metacatServer.fault(request -> Outcome.OVERLOAD);

        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .isThrownBy(() -> check.objection("files from usertests:raw"));
    }
}
