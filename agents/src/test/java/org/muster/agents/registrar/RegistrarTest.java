package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.muster.catalogue.fake.Outputs.NORTH;
import static org.muster.catalogue.fake.Outputs.SOUTH;
import static org.muster.catalogue.fake.Outputs.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.catalogue.fake.Outputs;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.OutputToRegister;

class RegistrarTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:01:00Z");
    private static final Duration LINGER = Duration.ofSeconds(30);
    private static final Did COUNTER = new Did("usertests", "monte-carlo-000001-000001");

    private Catalogues world = new Catalogues();

    @AfterEach
    void stop() {
        world.close();
    }

    private Registrar registrar() {
        return Registrars.in(world, LINGER);
    }

    private void confirm(OutputToRegister... outputs) {
        world.allocator.outputs.addAll(List.of(outputs));
    }

    private static OutputToRegister[] twoStages() {
        Did gen = new Did("usertests", "gen1.root");
        return new OutputToRegister[] {
            // A child before its parent: the order is the registrar's business.
            output(2, "w1s2", "reco1.root", gen),
            output(1, "w1s1", "gen1.root", Destination.NEXT_STAGE, NORTH, Outputs.metadata(), COUNTER),
            output(3, "w1s2", "reco2.root", Destination.DATASET, SOUTH, Outputs.metadata(), gen),
            output(4, "w2s1", "plot.pdf", Destination.URL, NORTH, Outputs.metadata())
        };
    }

    @Test
    void outputsAreInBothCataloguesAndInJustINsDatasetsWithTheirRules() {
        confirm(twoStages());

        assertThat(registrar().doWork(NOW)).isEqualTo(4);

        assertThat(world.allocator.outputs).isEmpty();
        assertThat(world.rucio.picture()).isEqualTo("""
                        usertests:dev-w1s1p1 DATASET open 0 [usertests:gen1.root][]
                        usertests:dev-w1s1p1-UK_NORTH_DISK DATASET open 0 [usertests:gen1.root][]
                        usertests:dev-w1s2p1 DATASET open 0 [usertests:reco1.root, usertests:reco2.root][]
                        usertests:dev-w1s2p1-UK_NORTH_DISK DATASET open 0 [usertests:reco1.root][]
                        usertests:dev-w1s2p1-UK_SOUTH_DISK DATASET open 0 [usertests:reco2.root][]
                        usertests:dev-w1s2p1n001 DATASET open 0 [usertests:reco1.root, usertests:reco2.root][]
                        usertests:gen1.root FILE open 100 [][UK_NORTH_DISK]
                        usertests:reco1.root FILE open 100 [][UK_NORTH_DISK]
                        usertests:reco2.root FILE open 100 [][UK_SOUTH_DISK]
                        usertests:dev-w1s1p1-UK_NORTH_DISK on UK_NORTH_DISK
                        usertests:dev-w1s2p1-UK_NORTH_DISK on UK_NORTH_DISK
                        usertests:dev-w1s2p1-UK_SOUTH_DISK on UK_SOUTH_DISK
                        usertests:dev-w1s2p1n001 on UK_SOUTH_DISK
                        """);
    }

    @Test
    void aDatasetThatSomebodyDeletesIsMadeAgainByTheNextTry() {
        Registrar registrar = registrar();
        confirm(output(1, "w1s1", "a.root"));
        registrar.doWork(NOW);
        world.rucio.forget("usertests:dev-w1s1p1");
        confirm(output(2, "w1s1", "b.root"));

        registrar.doWork(NOW);
        assertThat(registrar.doWork(NOW.plusSeconds(10))).isEqualTo(1);

        assertThat(world.allocator.outputs).isEmpty();
        assertThat(world.rucio.picture()).contains("usertests:dev-w1s1p1 DATASET open 0 [usertests:b.root][]");
    }

    @Test
    void metadataTellWhereAFileComesFrom() {
        confirm(twoStages());
        registrar().doWork(NOW);

        JsonNode metadata = world.metacat.file("usertests:reco1.root").path("metadata");
        assertThat(metadata.path("core.event_count").asInt()).isEqualTo(10);
        assertThat(metadata.path("dune.campaign").asText()).isEqualTo("toy");
        assertThat(metadata.path("job.note").asText()).isEqualTo("n");
        assertThat(metadata.path("exp.output_status").asText()).isEqualTo("confirmed");
        assertThat(metadata.path("exp.workflow").path("workflow_id").asInt()).isEqualTo(1);
        assertThat(metadata.path("exp.workflow").path("job_id").asText()).isEqualTo("1.0@local");
        assertThat(world.metacat.file("usertests:reco1.root").path("parents").toString())
                .contains("gen1.root");
        assertThat(world.metacat.file("usertests:gen1.root").path("parents")).isEmpty();
        assertThat(world.metacat
                        .datasetMetadata("usertests:dev-w1s2p1")
                        .path("exp.workflow")
                        .path("file_pattern")
                        .asText())
                .isEqualTo("*.root");
    }

    @Test
    void interruptedAtAnyRequestItEndsWhereAnUninterruptedOneDoes() {
        confirm(twoStages());
        logIn();
        AtomicInteger requests = new AtomicInteger();
        world.fault(request -> {
            requests.incrementAndGet();
            return Outcome.ANSWER;
        });
        registrar().doWork(NOW);
        String rucio = world.rucio.picture();
        String metacat = world.metacat.picture();
        assertThat(requests.get()).isGreaterThan(20);

        for (Outcome outcome : List.of(Outcome.LOSE_ANSWER, Outcome.OVERLOAD)) {
            for (int crash = 1; crash <= requests.get(); crash++) {
                world.close();
                world = new Catalogues();
                confirm(twoStages());
                logIn();
                interruptAt(crash, outcome);
                // A new process, which remembers nothing.
                world.startAnew();
                registrar().doWork(NOW);

                String where = outcome + " at request " + crash;
                assertThat(world.allocator.outputs).as(where).isEmpty();
                assertThat(world.rucio.picture()).as(where).isEqualTo(rucio);
                assertThat(world.metacat.picture()).as(where).isEqualTo(metacat);
            }
        }
    }

    /** A login is tried for seconds, by each lane: it is no step of a registration, and would make one of each request here. */
    private void logIn() {
        world.metacatClient().createNamespace("elsewhere", "");
    }

    private void interruptAt(int crash, Outcome outcome) {
        AtomicInteger requests = new AtomicInteger();
        // Nothing is answered after it either: some clients repeat a lost GET by themselves.
        world.fault(request -> {
            int number = requests.incrementAndGet();
            return number < crash ? Outcome.ANSWER : number == crash ? outcome : Outcome.OVERLOAD;
        });
        assertThatExceptionOfType(ExternalSystemUnavailable.class)
                .as("%s at request %s", outcome, crash)
                .isThrownBy(() -> registrar().doWork(NOW));
        world.fault(request -> Outcome.ANSWER);
    }

    /** Outputs of two workflows at three storages, in a row after another that made datasets and rules. */
    @Test
    void inSteadyStateALaneTakesFiveWritesToMetaCatAndSixCallsOfRucio() {
        world.rucio.addRse("FR_WEST_DISK", "FR_West", "DISK");
        List<RseName> disks = List.of(NORTH, SOUTH, new RseName("FR_WEST_DISK"));
        Registrar registrar = registrar();
        confirm(row(disks, 0));
        registrar.doWork(NOW);
        world.metacat.forgetLog();
        world.rucio.forgetLog();
        confirm(row(disks, Registrar.MAX_OUTPUTS));

        assertThat(registrar.doWork(NOW)).isEqualTo(Registrar.MAX_OUTPUTS);

        List<String> writes = world.metacat.log().stream()
                .filter(request -> request.contains("declare_files")
                        || request.contains("add_files")
                        || request.contains("update")
                        || request.contains("create"))
                .toList();
        System.out.printf(
                "Registrar: %d outputs of 2 workflows at 3 storages took %d writes to MetaCat and %d calls of Rucio%n",
                Registrar.MAX_OUTPUTS, writes.size(), world.rucio.log().size());
        assertThat(writes).hasSizeLessThanOrEqualTo(5 * Lanes.AT_ONCE);
        assertThat(world.rucio.log()).hasSizeLessThanOrEqualTo(6 * Lanes.AT_ONCE);
    }

    /** Of which each has three datasets and two rules. */
    @Test
    void datasetsAndRulesOfManyWorkflowsAreMadeInAHandfulOfCallsOfRucio() {
        int workflows = 100;
        for (int i = 1; i <= workflows; i++) {
            confirm(output(i, "w" + i + "s1", "file" + i + ".root", COUNTER));
        }

        assertThat(registrar().doWork(NOW)).isEqualTo(workflows);

        List<String> making = world.rucio.log().stream()
                .filter(request -> request.matches("POST /(dids|rules)/?"))
                .toList();
        System.out.printf(
                "Registrar: datasets and rules of %d workflows took %d calls of Rucio%n", workflows, making.size());
        assertThat(making).hasSizeBetween(2, 24);
        assertThat(world.rucio.picture().lines().filter(line -> line.contains(" on UK_")))
                .as("rules")
                .hasSize(2 * workflows);
        assertThat(world.allocator.outputs).isEmpty();
    }

    private static OutputToRegister[] row(List<RseName> disks, int from) {
        return java.util.stream.IntStream.range(from, from + Registrar.MAX_OUTPUTS)
                .mapToObj(i -> output(
                        i,
                        i % 2 == 0 ? "w1s1" : "w2s1",
                        "file" + i + ".root",
                        Destination.DATASET,
                        disks.get(i % disks.size()),
                        Outputs.metadata(),
                        COUNTER))
                .toArray(OutputToRegister[]::new);
    }

    @Test
    void fewOutputsWaitForMoreButNotForLong() {
        confirm(twoStages());
        Instant confirmed = world.allocator.outputs.get(0).confirmedAt();

        assertThat(registrar().doWork(confirmed.plus(LINGER))).isZero();
        assertThat(world.rucio.log()).isEmpty();
        assertThat(registrar().doWork(confirmed.plus(LINGER).plusSeconds(1))).isEqualTo(4);
    }

    @Test
    void outputsOfALaneTakeAHandfulOfRequests() {
        for (int i = 0; i < Registrar.LANE; i++) {
            confirm(output(i, "w1s1", "file" + i + ".root", COUNTER));
        }
        AtomicInteger requests = new AtomicInteger();
        world.fault(request -> {
            requests.incrementAndGet();
            return Outcome.ANSWER;
        });

        assertThat(registrar().doWork(NOW)).isEqualTo(Registrar.LANE);

        assertThat(requests.get()).isLessThan(30);
    }

    @Test
    void metadataOfAnyTextArriveAsTheyWereWritten() {
        String text = "Z\u00fcrich \"quoted\" \\ back \t \u05d0\u05d1 e\u0301 \ud83d\ude80";
        confirm(
                output(
                        1,
                        "w1s1",
                        "text.root",
                        Destination.DATASET,
                        NORTH,
                        Outputs.metadata().put("core.comment", text)),
                output(2, "w1s1", "plain.root"));

        assertThat(registrar().doWork(NOW)).isEqualTo(2);

        JsonNode kept = world.metacat.file("usertests:text.root").path("metadata");
        assertThat(kept.path("core.comment").asText()).isEqualTo(text);
        assertThat(kept.path("exp.workflow").path("workflow_id").asInt()).isEqualTo(1);
    }

    @Test
    void aFileWhoseMetadataAreRefusedIsRegisteredWithoutThemAndHoldsUpNoOther() {
        JsonNode quoted = Outputs.metadata().put("core.comment", "a \u0000 that no database keeps");
        confirm(
                output(1, "w1s1", "good.root"),
                output(2, "w1s1", "bad.root", Destination.DATASET, NORTH, quoted),
                output(3, "w1s1", "fine.root"));

        assertThat(registrar().doWork(NOW)).isEqualTo(3);

        JsonNode bad = world.metacat.file("usertests:bad.root").path("metadata");
        assertThat(bad.path("muster.metadata_refused").asText()).contains("500");
        assertThat(bad.path("exp.workflow").path("workflow_id").asInt()).isEqualTo(1);
        assertThat(world.metacat
                        .file("usertests:fine.root")
                        .path("metadata")
                        .path("core.event_count")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void aNameThatIsTakenByAnotherFileIsNotReportedAsRegistered() {
        world.metacat.put("usertests:others", List.of("usertests:taken.root"));
        confirm(output(1, "w1s1", "taken.root"), output(2, "w1s1", "free.root"));

        Registrar registrar = registrar();
        assertThat(registrar.doWork(NOW)).isEqualTo(1);
        assertThat(registrar.doWork(NOW)).isZero();

        assertThat(world.allocator.outputs)
                .extracting(OutputToRegister::outputId)
                .containsExactly(1L);
    }

    @Test
    void whatTheCataloguesRefuseOfOneWorkflowHoldsUpNoOther() {
        OutputToRegister nowhere =
                output(1, "w1s1", "a.root", Destination.NEXT_STAGE, new RseName("NOSUCH"), Outputs.metadata());
        confirm(nowhere, output(2, "w2s1", "b.root"));

        assertThat(registrar().doWork(NOW)).isEqualTo(1);

        assertThat(world.allocator.outputs)
                .extracting(OutputToRegister::outputId)
                .containsExactly(1L);
    }

    @Test
    void aParentThatMetaCatDoesNotKnowIsLeftOut() {
        confirm(output(1, "w1s1", "child.root", new Did("elsewhere", "raw.hdf5")));

        assertThat(registrar().doWork(NOW)).isEqualTo(1);

        assertThat(world.metacat.file("usertests:child.root").path("parents")).isEmpty();
    }

    @Test
    void lanesOfOneStageAreRegisteredSideBySideAndAllAreToldOf() {
        for (int i = 1; i <= 3 * Registrar.LANE; i++) {
            confirm(output(i, "w" + (1 + i % 7) + "s1", "file" + i + ".root", COUNTER));
        }

        assertThat(registrar().doWork(NOW)).isEqualTo(3 * Registrar.LANE);

        assertThat(world.allocator.outputs).isEmpty();
    }
}
