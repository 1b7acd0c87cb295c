package org.muster.agents.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.platform.SampleFile;

class FinderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final Catalogues world = new Catalogues();
    private final InputFinder inputs = finder();
    private final ReplicaFinder replicas =
            new ReplicaFinder(world.allocator.client(), world.rucioClient(), world.setAside);

    @AfterEach
    void stop() {
        world.close();
    }

    private InputFinder finder() {
        return finder(Runnable::run);
    }

    private InputFinder finder(Executor threads) {
        return new InputFinder(
                world.allocator.client(),
                world.platform.client(),
                world.metacatClient(),
                world.rucioClient(),
                threads,
                world.setAside);
    }

    private void ask(int workflow, String mql) {
        world.allocator.queries.add(new InputQuery(new WorkflowId(workflow), StageRef.of(workflow, 1), mql));
    }

    private static Did did(String name) {
        return new Did("usertests", name);
    }

    private void store(String rse, String... names) {
        world.rucioClient()
                .register(
                        new RseName(rse),
                        java.util.Arrays.stream(names)
                                .map(name ->
                                        ReplicaRegistration.deterministic(did(name), 7, new Adler32Sum("00000001")))
                                .toList());
    }

    @Test
    void countersAreMadeForAMonteCarloWorkflow() {
        ask(1, "monte-carlo 500");

        assertThat(inputs.doWork(NOW)).isEqualTo(1);

        assertThat(world.allocator.counters).containsEntry("w1s1", 500);
        assertThat(world.allocator.queries).isEmpty();
        assertThat(world.metacat.log()).isEmpty();
    }

    @Test
    void theFilesOfAQueryAreTakenInAndTheFindingEnds() {
        world.metacat.put("usertests:raw", List.of("usertests:f1", "usertests:f2"));
        ask(1, "files from usertests:raw");

        inputs.doWork(NOW);

        assertThat(world.allocator.taken.get("w1s1")).containsExactlyInAnyOrder("usertests:f1", "usertests:f2");
        assertThat(world.allocator.queries).isEmpty();
    }

    @Test
    void theFilesOfARucioDatasetAreTakenIn() {
        RucioClient rucio = world.rucioClient();
        rucio.createDataset(did("raw"));
        store("UK_NORTH_DISK", "f1", "f2");
        rucio.attach(List.of(new Attachment(did("raw"), List.of(did("f1"), did("f2")))));
        ask(1, "rucio-dataset usertests:raw");

        inputs.doWork(NOW);

        assertThat(world.allocator.taken.get("w1s1")).containsExactlyInAnyOrder("usertests:f1", "usertests:f2");
        assertThat(world.allocator.queries).isEmpty();
    }

    @Test
    void filesOfASliceAreThoseOfTheFrozenSampleAndNoCatalogueIsAsked() {
        for (int i = 10; i < 20; i++) {
            world.platform.sample.add(new SampleFile(did("f" + i), 7, Optional.empty(), Optional.empty()));
        }
        ask(1, "sample c1/hits skip 4 limit 3");
        ask(2, "sample c1/hits skip 8 limit 3");

        inputs.doWork(NOW);

        assertThat(world.allocator.taken.get("w1s1"))
                .containsExactlyInAnyOrder("usertests:f14", "usertests:f15", "usertests:f16");
        assertThat(world.metacat.log()).isEmpty();
        assertThat(world.platform.messages)
                .singleElement()
                .asString()
                .startsWith("2/pause")
                .contains("the sample has 2 of these files");
    }

    @Test
    void moreFilesThanOneCallTakesComeInPortions() {
        world.metacat.put(
                "usertests:raw",
                IntStream.range(0, 10_001).mapToObj(i -> "usertests:f" + i).toList());
        ask(1, "files from usertests:raw");

        inputs.doWork(NOW);

        assertThat(world.allocator.taken.get("w1s1")).hasSize(10_001);
        assertThat(world.allocator.log().stream().filter(request -> request.endsWith("/files")))
                .hasSize(2);
    }

    @Test
    void anAnswerThatBreaksOffEndsNoFinding() {
        world.metacat.put("usertests:raw", List.of("usertests:f1", "usertests:f2"));
        world.metacat.fault(request -> request.contains("with_meta") ? Outcome.SHORTEN : Outcome.ANSWER);
        ask(1, "files from usertests:raw");

        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> inputs.doWork(NOW));
        assertThat(world.allocator.queries).hasSize(1);
        assertThat(world.allocator.taken).as("no trace of half a list").isEmpty();

        world.metacat.fault(request -> Outcome.ANSWER);
        inputs.doWork(NOW);
        assertThat(world.allocator.taken.get("w1s1")).hasSize(2);
        assertThat(world.allocator.queries).isEmpty();
    }

    @Test
    void aLongListHoldsUpOnlyItsOwnWorkflowAndIsReadOnce() {
        Deque<Runnable> threads = new ArrayDeque<>();
        InputFinder finder = finder(threads::add);
        world.metacat.put("usertests:raw", List.of("usertests:f1"));
        ask(1, "files from usertests:raw");
        ask(2, "monte-carlo 5");

        assertThat(finder.doWork(NOW)).isZero();
        threads.removeLast().run();
        assertThat(world.allocator.counters).as("while the list is read").containsEntry("w2s1", 5);
        assertThat(finder.doWork(NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(threads).as("the reading of the list is not begun again").hasSize(1);

        threads.remove().run();
        assertThat(finder.doWork(NOW.plusSeconds(2))).isEqualTo(1);
        assertThat(threads).isEmpty();
        assertThat(world.allocator.queries).isEmpty();
    }

    @Test
    void aQueryThatIsRefusedPausesItsWorkflowOnceAndHoldsUpNoOther() {
        ask(1, "files frrom usertests:raw");
        ask(2, "rucio-dataset usertests:nosuch");
        ask(3, "monte-carlo 5");

        inputs.doWork(NOW);
        inputs.doWork(NOW.plusSeconds(1));

        assertThat(world.allocator.counters).containsEntry("w3s1", 5);
        assertThat(world.platform.messages).hasSize(2);
        assertThat(world.platform.messages.get(0))
                .startsWith("1/pause")
                .contains("No terminal matches, line 1, column");
        assertThat(world.platform.messages.get(1))
                .startsWith("2/pause")
                .contains("Rucio does not know usertests:nosuch");

        inputs.doWork(NOW.plusSeconds(5));
        assertThat(world.platform.messages).hasSize(4);
    }

    @Test
    void whatWasFoundIsPutOnRecordAndAnybodyCanCheckIt() throws Exception {
        world.metacat.put("usertests:raw", List.of("usertests:f2", "usertests:f1"));
        ask(1, "files from usertests:raw");

        inputs.doWork(NOW);

        String list = "usertests:f1 1\nusertests:f2 1\n";
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8)));
        assertThat(world.platform.manifests).singleElement().satisfies(manifest -> {
            assertThat(manifest.path("mql").asText()).isEqualTo("files from usertests:raw");
            assertThat(Instant.parse(manifest.path("found_at").asText())).isEqualTo(NOW);
            assertThat(manifest.path("files").asInt()).isEqualTo(2);
            assertThat(manifest.path("bytes").asInt()).isEqualTo(2);
            assertThat(manifest.path("digest").asText()).isEqualTo(digest);
            assertThat(manifest.path("status").asText()).isEqualToIgnoringCase("frozen");
        });
    }

    @Test
    void countersAreOnRecordToo() {
        ask(7, "monte-carlo 3");

        inputs.doWork(NOW);

        assertThat(world.platform.manifests).singleElement().satisfies(manifest -> {
            assertThat(manifest.path("files").asInt()).isEqualTo(3);
            assertThat(manifest.path("bytes").asInt()).isZero();
        });
    }

    @Test
    void inputsThatGrowAreFoundAgainUntilALastTimeAndARestartLosesNoPass() {
        world.allocator.queries.add(new InputQuery(
                new WorkflowId(1),
                StageRef.of(1, 1),
                "files from usertests:raw",
                Optional.of(new Refinding(3600, NOW.plusSeconds(5000)))));
        world.metacat.put("usertests:raw", List.of("usertests:f1"));

        assertThat(inputs.doWork(NOW)).isEqualTo(1);
        world.metacat.put("usertests:raw", List.of("usertests:f2"));
        assertThat(inputs.doWork(NOW.plusSeconds(3599))).as("not yet due").isZero();
        InputFinder restarted = finder();
        assertThat(restarted.doWork(NOW.plusSeconds(3600))).isEqualTo(1);
        assertThat(world.allocator.taken.get("w1s1")).containsExactly("usertests:f1", "usertests:f2");
        assertThat(world.allocator.queries).as("still growing").hasSize(1);

        world.metacat.put("usertests:raw", List.of("usertests:f3"));
        assertThat(restarted.doWork(NOW.plusSeconds(4999))).isZero();
        assertThat(restarted.doWork(NOW.plusSeconds(5000))).isEqualTo(1);
        assertThat(world.allocator.taken.get("w1s1")).hasSize(3);
        assertThat(world.allocator.queries).isEmpty();
        assertThat(world.platform.manifests)
                .extracting(
                        manifest -> manifest.path("pass").asInt(),
                        manifest -> manifest.path("files").asInt(),
                        manifest -> manifest.path("status").asText().toLowerCase(Locale.ROOT))
                .containsExactly(tuple(1, 1, "growing"), tuple(2, 2, "growing"), tuple(3, 3, "frozen"));
    }

    @Test
    void aLimitThatLeavesFilesToChanceAndAnUnknownDatasetPauseTheirWorkflows() {
        world.metacat.put("usertests:raw", List.of("usertests:f1"));
        ask(1, "files from usertests:raw limit 1");
        ask(2, "files from usertests:nosuch");

        inputs.doWork(NOW);

        assertThat(world.platform.messages.get(0)).contains("limit without an order", "                         ^");
        assertThat(world.platform.messages.get(1)).contains("MetaCat does not know usertests:nosuch");
        assertThat(world.allocator.taken).isEmpty();
    }

    @Test
    void aNameThatRucioRefusesKeepsNoOtherFileFromBeingFound() {
        store("UK_NORTH_DISK", "f1", "f2", "f3");
        for (int i = 1; i <= 3; i++) {
            world.allocator.toLocate.add(new FileToLocate(i, StageRef.of(1, 1), did("f" + i)));
        }
        world.allocator.toLocate.add(new FileToLocate(4, StageRef.of(2, 1), did("poison")));
        world.rucio.poison("usertests:poison");

        assertThat(replicas.doWork(NOW)).isEqualTo(4);

        assertThat(rses(1)).isNotEmpty().isEqualTo(rses(2)).isEqualTo(rses(3));
        assertThat(rses(4)).isEmpty();
    }

    @Test
    void replicasAreLookedUpInOneRequestForAllStages() {
        store("UK_NORTH_DISK", "f1", "f2");
        store("UK_SOUTH_DISK", "f1");
        store("UK_NORTH_TAPE", "f3");
        world.allocator.toLocate.addAll(List.of(
                new FileToLocate(1, StageRef.of(1, 1), did("f1")),
                new FileToLocate(2, StageRef.of(2, 1), did("f2")),
                new FileToLocate(3, StageRef.of(2, 1), did("f3")),
                new FileToLocate(4, StageRef.of(2, 1), did("nowhere")),
                new FileToLocate(5, StageRef.of(3, 1), did("f1"))));
        world.rucio.forgetLog();

        assertThat(replicas.doWork(NOW)).isEqualTo(5);

        assertThat(world.rucio.log())
                .as("all, and once more what is not there")
                .containsExactly("POST /replicas/list", "POST /replicas/list");
        assertThat(rses(1)).containsExactlyInAnyOrder("UK_NORTH_DISK", "UK_SOUTH_DISK");
        assertThat(rses(2)).containsExactly("UK_NORTH_DISK");
        assertThat(rses(3)).as("only on tape").isEmpty();
        assertThat(rses(4)).isEmpty();
        assertThat(rses(5)).isEqualTo(rses(1));
        assertThat(replicas.doWork(NOW)).isZero();
    }

    private List<String> rses(long file) {
        LocatedFile located = Objects.requireNonNull(world.allocator.located.get(file), "file " + file + " is located");
        return located.replicas().stream()
                .map(FoundReplica::rse)
                .map(RseName::value)
                .toList();
    }

    @Test
    void nothingIsSaidOfFilesWhileRucioIsAway() {
        world.allocator.toLocate.add(new FileToLocate(1, StageRef.of(1, 1), did("f1")));
        world.rucio.fault(request -> Outcome.OVERLOAD);

        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> replicas.doWork(NOW));

        assertThat(world.allocator.located).isEmpty();
    }
}
