package org.muster.connectors.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.connectors.contract.Tally;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.protocol.http.Json;

/** What Muster relies on in any MetaCat, be it the fake, the sandbox or a real one. Names are new in every run. */
@ExtendWith(Tally.class)
public abstract class MetaCatContract {
    private final String run = UUID.randomUUID().toString();
    private final Did dataset = did("dataset");

    protected abstract MetaCatClient metacat();

    /** Skips the suite, with the reason, where there is no server to hold to it. */
    protected void assumeServer() {}

    Did did(String name) {
        return new Did("usertests", name + "-" + run);
    }

    NewFile file(String name, long size, Did... parents) {
        ObjectNode metadata = Json.mapper().createObjectNode();
        metadata.put("core.event_count", 7).put("core.data_tier", "simulated");
        return new NewFile(did(name), size, new Adler32Sum("0cc737eb"), metadata, List.of(parents));
    }

    @BeforeEach
    void makeDataset() {
        assumeServer();
        metacat().createDataset(new NewDataset(dataset, "contract", Map.of("dune.workflow", Map.of("stage_id", 1))));
    }

    @Test
    void a_namespace_and_a_dataset_are_made_once() {
        metacat().createNamespace("usertests", "there already");
        metacat().createDataset(new NewDataset(dataset, "again", Map.of()));

        assertThat(metacat().version()).isNotEmpty();
        assertThat(metacat().hasNamespace("usertests")).isTrue();
        assertThat(metacat().hasNamespace("no-such-namespace")).isFalse();
        assertThat(metacat().dataset(dataset))
                .hasValueSatisfying(found -> assertThat(found.metadata()
                                .path("dune.workflow")
                                .path("stage_id")
                                .asInt())
                        .isEqualTo(1));
        assertThat(metacat().dataset(did("never-made"))).isEmpty();
    }

    @Test
    void declared_files_read_back_with_size_checksum_and_metadata() {
        Declared declared = metacat().declare(dataset, List.of(file("a", 10), file("b", 20)));

        assertThat(declared.fresh()).containsExactlyInAnyOrder(did("a"), did("b"));
        assertThat(metacat().files(List.of(did("a"), did("unknown"))))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.did()).isEqualTo(did("a"));
                    assertThat(found.sizeBytes()).isEqualTo(10);
                    assertThat(found.adler32()).isEqualTo("0cc737eb");
                    assertThat(found.metadata().path("core.event_count").asInt())
                            .isEqualTo(7);
                });
    }

    @Test
    void declaring_again_tells_new_known_and_conflicting_files_apart() {
        metacat().declare(dataset, List.of(file("known", 10), file("other", 10)));

        Declared declared = metacat().declare(dataset, List.of(file("known", 10), file("other", 11), file("new", 10)));

        assertThat(declared.fresh()).containsExactly(did("new"));
        assertThat(declared.known()).containsExactly(did("known"));
        assertThat(declared.conflicting()).containsExactly(did("other"));
        assertThat(metacat().count(query()).files()).isEqualTo(3);
    }

    @Test
    void a_known_file_is_put_into_a_further_dataset() {
        metacat().declare(dataset, List.of(file("shared", 10)));
        Did further = did("further");
        metacat().createDataset(new NewDataset(further, "", Map.of()));

        metacat().declare(further, List.of(file("shared", 10)));
        metacat().addFiles(further, List.of(did("shared")));

        assertThat(metacat().count("files from " + further).files()).isEqualTo(1);
    }

    @Test
    void parents_are_declared_before_children() {
        metacat().declare(dataset, List.of(file("parent", 10)));
        metacat().declare(dataset, List.of(file("child", 5, did("parent"))));

        List<Did> children = new ArrayList<>();
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> metacat().declare(dataset, List.of(file("orphan", 5, did("nobody")))))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(488));
        metacat().query(query(), found -> children.add(found.did()));
        assertThat(children).containsExactlyInAnyOrder(did("parent"), did("child"));
    }

    @Test
    void a_query_of_more_files_than_fit_into_a_request_is_read_whole() {
        List<NewFile> files = IntStream.range(0, MetaCatClient.MAX_FILES + 1)
                .mapToObj(i -> file("many-" + i, 1))
                .toList();
        metacat().declare(dataset, files);

        List<CatalogueFile> rows = new ArrayList<>();
        assertThat(metacat().query(query(), rows::add)).isEqualTo(files.size());
        assertThat(rows)
                .hasSize(files.size())
                .allSatisfy(row -> assertThat(row.sizeBytes()).isEqualTo(1));
        assertThat(metacat().count(query())).isEqualTo(new QuerySummary(files.size(), files.size()));
    }

    @Test
    void a_query_that_finds_nothing_is_answered_and_one_that_cannot_be_read_is_refused() {
        assertThat(metacat().query(query(), file -> {})).isZero();
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> metacat().query("files frrom here", file -> {}))
                .satisfies(refused -> assertThat(refused.badQuery()).isTrue());
    }

    @Test
    void metadata_is_added_to_what_is_there() {
        metacat().declare(dataset, List.of(file("described", 10)));
        metacat().updateMetadata(List.of(did("described")), Map.of("dune.output_status", "confirmed"));

        assertThat(metacat().files(List.of(did("described")))).singleElement().satisfies(found -> {
            assertThat(found.metadata().path("dune.output_status").asText()).isEqualTo("confirmed");
            assertThat(found.metadata().path("core.event_count").asInt()).isEqualTo(7);
        });
    }

    @Test
    void a_frozen_dataset_takes_no_more_files() {
        metacat().declare(dataset, List.of(file("first", 10)));
        Did official = did("official");
        metacat().createDatasetOf(new NewDataset(official, query(), Map.of("core.data_tier", "simulated")), query());
        metacat().freeze(official);
        metacat().freeze(official);
        metacat().declare(dataset, List.of(file("late", 10)));

        assertThat(metacat().dataset(official)).hasValueSatisfying(found -> {
            assertThat(found.frozen()).isTrue();
            assertThat(found.fileCount()).isEqualTo(1);
        });
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> metacat().addFiles(official, List.of(did("late"))));
    }

    @Test
    void a_frozen_dataset_that_is_thawed_takes_files_again() {
        metacat().declare(dataset, List.of(file("thawed", 10)));
        Did official = did("thawing");
        metacat().createDataset(new NewDataset(official, "contract", Map.of()));
        metacat().freeze(official);
        metacat().thaw(official);

        metacat().addFiles(official, List.of(did("thawed")));

        assertThat(metacat().count("files from " + official).files()).isEqualTo(1);
    }

    @Test
    void files_are_taken_out_of_a_dataset_and_stay_declared() {
        metacat().declare(dataset, List.of(file("stays", 10), file("goes", 10)));

        metacat().removeFiles(dataset, List.of(did("goes")));
        metacat().removeFiles(dataset, List.of(did("goes")));

        assertThat(metacat().count("files from " + dataset).files()).isEqualTo(1);
        assertThat(metacat().files(List.of(did("goes")))).hasSize(1);
    }

    @Test
    void size_and_checksum_of_a_file_are_corrected() {
        metacat().declare(dataset, List.of(file("wrong", 10)));

        metacat().correct(did("wrong"), 11, new Adler32Sum("0000000b"));

        assertThat(metacat().files(List.of(did("wrong")))).singleElement().satisfies(found -> {
            assertThat(found.sizeBytes()).isEqualTo(11);
            assertThat(found.adler32()).isEqualTo("0000000b");
            assertThat(found.metadata().path("core.event_count").asInt()).isEqualTo(7);
        });
    }

    Did dataset() {
        return dataset;
    }

    private String query() {
        return "files from " + dataset;
    }
}
