package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.muster.catalogue.fake.Outputs.output;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** What registration does while a catalogue is ill: the registrar's column of the table in docs/operating/degradation.md. */
class RegistrarDegradationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:01:00Z");

    private final Catalogues world = new Catalogues();
    private final Registrar registrar = Registrars.in(world, Duration.ofSeconds(1));

    @BeforeEach
    void outputs() {
        world.allocator.outputs.addAll(List.of(output(1, "w1s1", "a.root"), output(2, "w1s1", "b.root")));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void waitsWhile(FakeServer server, Outcome outcome) {
        server.fault(request -> outcome);
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> registrar.doWork(NOW));
        assertThat(world.allocator.outputs).as("outputs wait").hasSize(2);
        server.fault(request -> Outcome.ANSWER);
    }

    @Test
    void rucioOrMetacatDownOutputsWaitAndNothingIsLost() {
        waitsWhile(world.rucio, Outcome.OVERLOAD);
        waitsWhile(world.metacat, Outcome.OVERLOAD);
        waitsWhile(world.metacat, Outcome.BREAK_OFF);

        assertThat(registrar.doWork(NOW)).isEqualTo(2);
        assertThat(world.allocator.outputs).isEmpty();
    }

    @Test
    void rucioLyingWhatItDidNotKeepIsNotCalledRegistered() {
        world.rucio.fault(request -> request.equals("POST /replicas") ? Outcome.FORGET : Outcome.ANSWER);

        // It says Created; the first who notices is the dataset that the file is to be put into.
        assertThat(registrar.doWork(NOW)).isZero();
        assertThat(world.allocator.outputs).hasSize(2);

        world.rucio.fault(request -> Outcome.ANSWER);
        assertThat(registrar.doWork(NOW.plusSeconds(60))).isEqualTo(2);
    }

    @Test
    void metacatLyingWhatItDidNotKeepIsNotCalledRegistered() {
        world.metacat.fault(request -> request.contains("declare_files") ? Outcome.FORGET : Outcome.ANSWER);

        assertThat(registrar.doWork(NOW)).isZero();
        assertThat(world.allocator.outputs).hasSize(2);

        world.metacat.fault(request -> Outcome.ANSWER);
        assertThat(registrar.doWork(NOW.plusSeconds(60))).isEqualTo(2);
    }
}
