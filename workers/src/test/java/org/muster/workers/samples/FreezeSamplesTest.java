package org.muster.workers.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.domain.data.FileListDigest;
import org.muster.domain.failure.Problem;
import org.muster.processes.Variable;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.workers.fakes.FakeCatalogues;
import org.muster.workers.fakes.Tasks;

class FreezeSamplesTest {
    private final SampleWorld world = new SampleWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private String freeze() {
        return Tasks.value(Tasks.run(world.worker()), Variable.SAMPLES_PROBLEM).toString();
    }

    private SampleManifest frozen(String sample) {
        return Objects.requireNonNull(world.frozen.get(sample));
    }

    @Test
    void queryIsFrozenInTheOrderOfNamesEachFileOnceWithWhatItHolds() {
        world.sample("hits", "files from toy:raw", SampleRow.Order.BY_NAME);
        world.metadata.put("toy:b", "{\"core.event_count\":7,\"core.runs\":[3,4]}");
        world.metadata.put("toy:a1", "{\"core.event_count\":2}");
        world.metadata.put("toy:a", "{\"core.event_count\":1,\"core.runs\":5}");

        assertThat(freeze()).isEmpty();

        assertThat(world.pieces.get(0))
                .containsExactly(
                        new SampleFile(new Did("toy", "a"), 10, Optional.of(1L), Optional.of(5L)),
                        new SampleFile(new Did("toy", "a1"), 10, Optional.of(2L), Optional.empty()),
                        new SampleFile(new Did("toy", "b"), 10, Optional.of(7L), Optional.of(3L)));
        FileListDigest digest = new FileListDigest();
        List.of("toy:a", "toy:a1", "toy:b").forEach(did -> digest.add(did, 10));
        assertThat(frozen("hits"))
                .isEqualTo(new SampleManifest(
                        SampleWorld.NOW,
                        3,
                        30,
                        Optional.of(10L),
                        digest.hex(),
                        Optional.of("The query may find other files by now: its datasets are not frozen.")));
    }

    @Test
    void filesOfOneRunLieTogetherAndAFrozenDatasetDoesNotMove() {
        world.sample("hits", "files from toy:raw", SampleRow.Order.BY_RUN);
        world.datasetFrozen = true;
        world.metadata.put("toy:a", "{\"core.runs\":[9]}");
        world.metadata.put("toy:b", "{\"core.runs\":[2]}");
        world.metadata.put("toy:c", "{\"core.runs\":[9]}");
        world.metadata.put("toy:d", "{\"core.runs\":[2]}");

        assertThat(freeze()).isEmpty();

        assertThat(world.pieces.get(0)).extracting(file -> file.did().name()).containsExactly("b", "d", "a", "c");
        assertThat(frozen("hits").events()).isEmpty();
        assertThat(frozen("hits").note()).isEmpty();
    }

    @Test
    void filesOfARucioDatasetSayWhatMetaCatKnowsOfThem() {
        world.sample("hits", "rucio-dataset toy:hits", SampleRow.Order.BY_NAME);
        FakeCatalogues.Dataset dataset = new FakeCatalogues.Dataset();
        dataset.files.addAll(List.of("toy:a", "toy:b"));
        dataset.closed = true;
        world.rucio.rucio.put("toy:hits", dataset);
        world.metadata.put("toy:a", "{\"core.event_count\":4}");

        assertThat(freeze()).isEmpty();

        assertThat(world.pieces.get(0))
                .containsExactly(
                        new SampleFile(new Did("toy", "a"), 1, Optional.of(4L), Optional.empty()),
                        new SampleFile(new Did("toy", "b"), 1, Optional.empty(), Optional.empty()));
        assertThat(frozen("hits").events()).isEmpty();
        assertThat(frozen("hits").note()).isEmpty();
    }

    @Test
    void everythingThatIsWrongComesBackAtOnceAndTheRestIsFrozen() {
        world.sample("fine", "files from toy:raw", SampleRow.Order.BY_NAME);
        world.sample("unknown", "rucio-dataset toy:none", SampleRow.Order.BY_NAME);
        world.sample("refused", "files nonsense", SampleRow.Order.BY_NAME);
        world.sample("listed", "a list of 3 files", SampleRow.Order.BY_NAME);
        world.lists.put("listed", List.of(new Did("toy", "a"), new Did("toy", "gone"), new Did("toy", "lost")));
        world.metadata.put("toy:a", "{}");

        assertThat(freeze().lines())
                .containsExactly(
                        "unknown: Rucio does not know toy:none (name a dataset that is there)",
                        "refused: MetaCat refused (400): no query",
                        "listed: MetaCat does not know toy:gone",
                        "listed: MetaCat does not know toy:lost");
        assertThat(world.frozen).containsOnlyKeys("fine");

        world.metadata.put("toy:gone", "{}");
        world.metadata.put("toy:lost", "{}");
        int before = world.metacat.calls().size();
        assertThat(freeze().lines()).hasSize(2);
        assertThat(world.frozen).containsOnlyKeys("fine", "listed");
        assertThat(world.metacat.calls().subList(before, world.metacat.calls().size()))
                .as("a frozen sample is asked of no catalogue again")
                .filteredOn(call -> call.contains("with_meta="))
                .isEmpty();
    }

    @Test
    void emptySampleAndOneThatCannotBeCutAreTheRequesters() {
        world.sample("hits", "files from toy:raw", SampleRow.Order.BY_NAME);
        assertThat(freeze()).isEqualTo("hits: there is no such file");

        world.metadata.put("toy:a", "{}");
        world.problems.add(Problem.at("samples[0].slices", "cannot be made", "cut it by files"));
        assertThat(freeze()).isEqualTo("hits: samples[0].slices: cannot be made (cut it by files)");
    }

    @Test
    void longSampleTravelsInPieces() {
        world.sample("hits", "files from toy:raw", SampleRow.Order.BY_NAME);
        for (int i = 0; i < 25_000; i++) {
            world.metadata.put("toy:f" + (100_000 + i), "{\"core.event_count\":1}");
        }
        assertThat(freeze()).isEmpty();
        assertThat(world.pieces.values()).extracting(List::size).containsExactly(10_000, 10_000, 5_000);
        assertThat(frozen("hits").events()).contains(25_000L);
    }
}
