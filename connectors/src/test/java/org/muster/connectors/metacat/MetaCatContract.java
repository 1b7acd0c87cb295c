package org.muster.connectors.metacat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    /** A user who owns none of the suite's namespaces, if the server has one that the suite may be. */
    protected abstract Optional<MetaCatClient> stranger();

    /** Skips the suite, with the reason, where there is no server to hold to it. */
    protected void assumeServer() {}

    Did did(String name) {
        return new Did("usertests", name + "-" + run);
    }

    FileDeclaration file(String name, long size, Did... parents) {
        return file(did(name), size, parents);
    }

    private static FileDeclaration file(Did did, long size, Did... parents) {
        ObjectNode metadata = Json.mapper().createObjectNode();
        metadata.put("core.event_count", 7).put("core.data_tier", "simulated");
        return new FileDeclaration(did, size, new Adler32Sum("0cc737eb"), metadata, List.of(parents));
    }

    @BeforeEach
    void makeDataset() {
        assumeServer();
        metacat().createDataset(new NewDataset(dataset, "contract", Map.of("dune.workflow", Map.of("stage_id", 1))));
    }

    @Test
    void aNamespaceAndADatasetAreMadeOnce() {
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
    void declaredFilesReadBackWithSizeChecksumAndMetadata() {
        Declared declared = metacat().declare(dataset, List.of(file("a", 10), file("b", 20)));

        assertThat(declared.fresh()).containsExactlyInAnyOrder(did("a"), did("b"));
        assertThat(metacat().files(List.of(did("a"), did("unknown"))))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.did()).isEqualTo(did("a"));
                    assertThat(found.sizeBytes()).isEqualTo(10);
                    assertThat(found.adler32()).contains("0cc737eb");
                    assertThat(found.metadata().path("core.event_count").asInt())
                            .isEqualTo(7);
                });
    }

    @Test
    void declaringAgainTellsNewKnownAndConflictingFilesApart() {
        metacat().declare(dataset, List.of(file("known", 10), file("other", 10)));

        Declared declared = metacat().declare(dataset, List.of(file("known", 10), file("other", 11), file("new", 10)));

        assertThat(declared.fresh()).containsExactly(did("new"));
        assertThat(declared.known()).containsExactly(did("known"));
        assertThat(declared.conflicting()).containsExactly(did("other"));
        assertThat(metacat().count(query()).files()).isEqualTo(3);
    }

    @Test
    void aKnownFileIsPutIntoAFurtherDataset() {
        metacat().declare(dataset, List.of(file("shared", 10)));
        Did further = did("further");
        metacat().createDataset(new NewDataset(further, "", Map.of()));

        metacat().declare(further, List.of(file("shared", 10)));
        metacat().addFiles(further, List.of(did("shared")));

        assertThat(metacat().count("files from " + further).files()).isEqualTo(1);
    }

    @Test
    void parentsAreDeclaredBeforeChildren() {
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
    void aQueryOfMoreFilesThanFitIntoARequestIsReadWhole() {
        List<FileDeclaration> files = IntStream.range(0, MetaCatClient.MAX_FILES + 1)
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
    void aQueryThatFindsNothingIsAnsweredAndOneThatCannotBeReadIsRefused() {
        assertThat(metacat().query(query(), file -> {})).isZero();
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> metacat().query("files frrom here", file -> {}))
                .satisfies(refused -> assertThat(refused.badQuery()).isTrue());
    }

    @Test
    void metadataIsAddedToWhatIsThere() {
        metacat().declare(dataset, List.of(file("described", 10)));
        metacat().updateMetadata(List.of(did("described")), Map.of("dune.output_status", "confirmed"));

        assertThat(metacat().files(List.of(did("described")))).singleElement().satisfies(found -> {
            assertThat(found.metadata().path("dune.output_status").asText()).isEqualTo("confirmed");
            assertThat(found.metadata().path("core.event_count").asInt()).isEqualTo(7);
        });
    }

    @Test
    void aFrozenDatasetTakesNoMoreFilesAndKeepsThoseItHas() {
        metacat().declare(dataset, List.of(file("first", 10)));
        Did official = did("official");
        metacat().createDataset(new NewDataset(official, query(), Map.of("core.data_tier", "simulated")));
        metacat().addFiles(official, List.of(did("first")));
        metacat().freeze(official);
        metacat().freeze(official);
        metacat().declare(dataset, List.of(file("late", 10)));

        assertThat(metacat().dataset(official)).hasValueSatisfying(found -> {
            assertThat(found.frozen()).isTrue();
            assertThat(found.fileCount()).isEqualTo(1);
        });
        refused(403, "Dataset is frozen", () -> metacat().addFiles(official, List.of(did("late"))));
        refused(403, "Dataset is frozen", () -> metacat().removeFiles(official, List.of(did("first"))));
    }

    @Test
    void aFrozenDatasetThatIsThawedTakesFilesAgain() {
        metacat().declare(dataset, List.of(file("thawed", 10)));
        Did official = did("thawing");
        metacat().createDataset(new NewDataset(official, "contract", Map.of()));
        metacat().freeze(official);
        metacat().thaw(official);

        metacat().addFiles(official, List.of(did("thawed")));

        assertThat(metacat().count("files from " + official).files()).isEqualTo(1);
    }

    @Test
    void filesAreTakenOutOfADatasetAndStayDeclared() {
        metacat().declare(dataset, List.of(file("stays", 10), file("goes", 10)));

        metacat().removeFiles(dataset, List.of(did("goes")));
        metacat().removeFiles(dataset, List.of(did("goes")));

        assertThat(metacat().count("files from " + dataset).files()).isEqualTo(1);
        assertThat(metacat().files(List.of(did("goes")))).hasSize(1);
    }

    @Test
    void sizeAndChecksumOfAFileAreCorrected() {
        metacat().declare(dataset, List.of(file("wrong", 10)));

        metacat().correct(did("wrong"), 11, new Adler32Sum("0000000b"));

        assertThat(metacat().files(List.of(did("wrong")))).singleElement().satisfies(found -> {
            assertThat(found.sizeBytes()).isEqualTo(11);
            assertThat(found.adler32()).contains("0000000b");
            assertThat(found.metadata().path("core.event_count").asInt()).isEqualTo(7);
        });
    }

    @Test
    void filesDeclaredTogetherKeepTheirOrder() {
        List<Did> names = List.of(did("c"), did("a"), did("b"));
        metacat().declare(dataset, List.of(file("c", 1), file("a", 1), file("b", 1)));

        List<Did> found = new ArrayList<>();
        metacat().query(query() + " ordered", file -> found.add(file.did()));

        assertThat(found).isEqualTo(names);
    }

    @Test
    void metadataOfUnknownFilesAreNobodys() {
        metacat().declare(dataset, List.of(file("known", 10)));

        metacat().updateMetadata(List.of(did("unknown"), did("known")), Map.of("dune.output_status", "confirmed"));

        assertThat(metacat().files(List.of(did("unknown"), did("known"))))
                .singleElement()
                .satisfies(found -> assertThat(
                                found.metadata().path("dune.output_status").asText())
                        .isEqualTo("confirmed"));
    }

    @Test
    void aKeyWithoutACategoryIsRefusedWhereverItIsSent() {
        ObjectNode nodot = Json.mapper().createObjectNode().put("nodot", 1);
        FileDeclaration wrong =
                new FileDeclaration(did("wrong"), 10, new Adler32Sum("0cc737eb"), nodot, List.of(did("nobody")));
        metacat().declare(dataset, List.of(file("right", 10)));
        Map<String, Integer> keys = Map.of("nodot", 1);

        refused(488, "Metadata category validation errors", () -> metacat().declare(dataset, List.of(wrong)));
        refused(488, "Parameter name without a category", () -> metacat().declare(dataset, List.of(wrong)));
        refused(
                400,
                "Metadata parameter without a category: nodot",
                () -> metacat().updateMetadata(List.of(did("right")), keys));
        refused(
                400,
                "Metadata parameter without a category: nodot",
                () -> metacat().createDataset(new NewDataset(did("wrong-set"), "", Map.of("nodot", 1))));
        assertThat(metacat().dataset(did("wrong-set"))).isEmpty();
        assertThat(metacat().files(List.of(did("wrong")))).isEmpty();
    }

    @Test
    void whatIsNotThereIsToldInEachMethodsWords() {
        Did nowhere = new Did("no-such-namespace", "x");
        Did unknown = did("no-dataset");
        FileDeclaration file = file("homeless", 10);

        refused(404, "Namespace not found", () -> metacat().createDataset(new NewDataset(nowhere, "", Map.of())));
        refused(
                404,
                "Namespace no-such-namespace does not exist",
                () -> metacat().declare(nowhere, List.of(file)));
        refused(400, "Dataset " + unknown + " does not exist", () -> metacat().declare(unknown, List.of(file)));
        refused(404, "Dataset not found", () -> metacat().addFiles(unknown, List.of(did("a"))));
        refused(404, "Dataset not found", () -> metacat().removeFiles(unknown, List.of(did("a"))));
        refused(404, "Dataset not found", () -> metacat().freeze(unknown));
        refused(404, "File not found", () -> metacat().correct(did("no-file"), 1, new Adler32Sum("00000001")));
    }

    @Test
    void whoMayNotWriteIsToldSoInEachMethodsWords() {
        MetaCatClient stranger = theStranger();
        metacat().declare(dataset, List.of(file("not-theirs", 10)));
        List<Did> files = List.of(did("not-theirs"));

        refused(403, "Permission denied", () -> stranger.createDataset(new NewDataset(did("theirs"), "", Map.of())));
        refused(
                403,
                "Permission to add files to dataset " + dataset + " denied",
                () -> stranger.declare(dataset, List.of(file("theirs", 10))));
        refused(403, "Permission to add files dataset " + dataset + " denied", () -> stranger.addFiles(dataset, files));
        refused(403, "Permission to update dataset in namespace usertests denied", () -> stranger.freeze(dataset));
        refused(
                403,
                "Permission to update files in namespace usertests denied",
                () -> stranger.updateMetadata(files, Map.of("dune.output_status", "confirmed")));
        refused(403, "Not authtorized", () -> stranger.correct(did("not-theirs"), 1, new Adler32Sum("00000001")));
        assertThat(metacat().dataset(dataset))
                .hasValueSatisfying(found -> assertThat(found.frozen()).isFalse());
    }

    @Test
    void aFileIsDeclaredIntoNamespacesOfOnesOwnOnly() {
        String theirs = "theirs-" + run.substring(0, 8);
        theStranger().createNamespace(theirs, "contract");
        FileDeclaration foreign = file(new Did(theirs, "foreign"), 10);
        FileDeclaration homeless = file(new Did("no-such-namespace", "homeless"), 10);

        refused(
                488,
                "Permission to declare files in namespace " + theirs + " denied",
                () -> metacat().declare(dataset, List.of(file("mine", 10), foreign)));
        refused(
                488,
                "Namespace no-such-namespace does not exist",
                () -> metacat().declare(dataset, List.of(file("mine", 10), homeless)));
        assertThat(metacat().files(List.of(did("mine")))).isEmpty();
    }

    @Test
    void refusalsAreToldApart() {
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(
                        () -> metacat().createDataset(new NewDataset(new Did("no-such-namespace", "x"), "", Map.of())))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(MetaCatError.NOT_FOUND));
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> metacat().declare(dataset, List.of(file("orphan", 5, did("nobody")))))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(MetaCatError.INVALID_METADATA));
        assertThatExceptionOfType(MetaCatRefused.class)
                .isThrownBy(() -> theStranger().freeze(dataset))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(MetaCatError.NOT_PERMITTED));
    }

    private MetaCatClient theStranger() {
        assumeTrue(stranger().isPresent(), "there is no user who owns nothing");
        return stranger().orElseThrow();
    }

    private static void refused(int status, String words, ThrowingCallable call) {
        assertThatExceptionOfType(MetaCatRefused.class)
                .as(words)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(status))
                .withMessageContaining(words);
    }

    Did dataset() {
        return dataset;
    }

    private String query() {
        return "files from " + dataset;
    }
}
