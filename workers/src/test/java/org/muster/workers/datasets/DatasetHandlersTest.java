package org.muster.workers.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.catalogue.registration.Installation;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.processes.Variable;
import org.muster.protocol.platform.DecisionRow;
import org.muster.workers.fakes.FakeAllocator;
import org.muster.workers.fakes.FakeCatalogues;
import org.muster.workers.fakes.FakePlatform;
import org.muster.workers.fakes.Samples;
import org.muster.workers.fakes.Tasks;

final class DatasetHandlersTest {
    private static final String FINAL = "toy:toy-2026a-histograms";
    private static final String CONTAINER = "toy:toy-2026a";

    private final FakePlatform platform = new FakePlatform();
    private final FakeAllocator allocator = new FakeAllocator();
    private final FakeCatalogues catalogues = new FakeCatalogues();
    private final Installation installation = new Installation("dev", "exp");
    private final DatasetsSettings settings = new DatasetsSettings("toy");

    @BeforeEach
    void campaign() {
        platform.workflows.add(Samples.workflow(7, WorkflowPurpose.PRODUCTION, "toy"));
        platform.orders.put(7, Samples.order(7, "exit 0", ""));
        for (int i = 1; i <= 3; i++) {
            allocator.outputs.add(Samples.output(7, "f" + i + ".json", 100));
        }
        allocator.outputs.add(Samples.output(7, "of-another-pattern.json", 100));
        allocator.takenByOthers.add("of-another-pattern.json");
    }

    @AfterEach
    void close() {
        platform.close();
        allocator.close();
        catalogues.close();
    }

    private String make() {
        MakeDatasets handler = new MakeDatasets(
                platform.client(),
                allocator.client(),
                catalogues.rucioClient(),
                catalogues.metacatClient(),
                installation,
                settings);
        return Tasks.value(Tasks.run(handler), Variable.DATASETS_REPORT).toString();
    }

    private void closeDatasets(Map<Variable, Object> values) {
        Tasks.run(
                new CloseDatasets(
                        platform.client(),
                        catalogues.rucioClient(),
                        catalogues.metacatClient(),
                        installation,
                        settings),
                values);
    }

    private FakeCatalogues.Dataset inRucio(String did) {
        return Objects.requireNonNull(catalogues.rucio.get(did), did);
    }

    private FakeCatalogues.Dataset inMetacat(String did) {
        return Objects.requireNonNull(catalogues.metacat.get(did), did);
    }

    private void add(String did) {
        catalogues.rucio.put(did, new FakeCatalogues.Dataset());
        catalogues.metacat.put(did, new FakeCatalogues.Dataset());
    }

    @Test
    void datasetsHoldWhatTheLedgerConfirmsAndLieInTheContainer() {
        assertThat(make())
                .contains("confirmed 3 files, 300 bytes, 150 events", "ledger and catalogues agree")
                .contains("All in container " + CONTAINER);

        assertThat(inRucio(FINAL).files).containsExactly("toy:f1.json", "toy:f2.json", "toy:f3.json");
        assertThat(inMetacat(FINAL).files).isEqualTo(inRucio(FINAL).files);
        assertThat(inRucio(CONTAINER).type).isEqualTo("CONTAINER");
        assertThat(inRucio(CONTAINER).files).containsExactly(FINAL);
        assertThat(inMetacat(FINAL).metadata)
                .contains("\"exp.campaign\":\"toy-2026a\"", "\"workflow_ids\":[7]", "\"jobscript_sha256\"");
    }

    @Test
    void makingThemAgainAddsNothing() {
        assertThat(make()).contains("put in just now");

        assertThat(make()).doesNotContain("put in just now").contains("ledger and catalogues agree");
    }

    @Test
    void fileThatTheLedgerDoesNotKnowIsReported() {
        make();
        inRucio(FINAL).files.add("toy:stray.json");

        assertThat(make()).contains("not in the ledger 1", "LEDGER AND CATALOGUES DIFFER");
    }

    @Test
    void whatWasRejectedIsTakenOutOfTheDatasetAndItsPartsAndStaysAsAFile() {
        platform.workflows.add(Samples.workflow(3, WorkflowPurpose.VALIDATION, "toy"));
        platform.orders.put(3, Samples.order(3, "exit 0", ""));
        allocator.outputs.add(Samples.output(3, "sample.json", 100));
        make();
        add(FINAL + "n001");
        inRucio(FINAL + "n001").files.addAll(List.of("toy:sample.json", "toy:f1.json"));
        inMetacat(FINAL + "n001").files.addAll(List.of("toy:sample.json", "toy:f1.json"));
        assertThat(inRucio(FINAL).files).contains("toy:sample.json");
        assertThat(inMetacat(FINAL).metadata).contains("\"workflow_ids\":[7,3]");
        platform.decisions.add(new DecisionRow(
                "accept-sample",
                "reject",
                "rita",
                "requesters",
                Samples.NOW.plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Map.of()));

        String report = make();

        assertThat(report)
                .contains(
                        "confirmed 3 files, 300 bytes, 150 events",
                        "taken out, as REJECTED, 1 files, 50 events: workflows w3",
                        "ledger and catalogues agree");
        for (String dataset : List.of(FINAL, FINAL + "n001")) {
            assertThat(inRucio(dataset).files).contains("toy:f1.json").doesNotContain("toy:sample.json");
            assertThat(inMetacat(dataset).files).isEqualTo(inRucio(dataset).files);
        }
        assertThat(inMetacat(FINAL).metadata).contains("\"workflow_ids\":[7]");
        assertThat(catalogues.marks).containsOnly("toy:sample.json {\"exp.output_status\":\"rejected\"}");
        int marks = catalogues.marks.size();
        assertThat(make()).as("nothing is done again").isEqualTo(report);
        assertThat(catalogues.marks).hasSize(marks);
    }

    @Test
    void testsHaveNoPartInTheDatasets() {
        platform.workflows.set(0, Samples.workflow(7, WorkflowPurpose.TEST, "usertests"));

        assertThat(make()).contains("confirmed 0 files");
        assertThat(inRucio(FINAL).files).isEmpty();
    }

    @Test
    void workflowClosesItsOwnDatasetsAndLeavesThoseOfTheCampaignOpen() {
        add("toy:dev-w7s1p1-RSE1");
        add("toy:dev-w71s1p1-RSE1");
        add(FINAL);
        Map<Variable, Object> task = Map.of(Variable.CAMPAIGN_ID, 1, Variable.WORKFLOW_ID, 7);

        closeDatasets(task);
        closeDatasets(task);

        assertThat(inRucio("toy:dev-w7s1p1-RSE1").closed).isTrue();
        assertThat(inMetacat("toy:dev-w7s1p1-RSE1").closed).isTrue();
        assertThat(inRucio("toy:dev-w71s1p1-RSE1").closed).isFalse();
        assertThat(inRucio(FINAL).closed).isFalse();
    }

    @Test
    void campaignClosesItsDatasetsTheirPartsAndItsContainer() {
        make();
        add(FINAL + "n001");
        add(FINAL + "new");

        closeDatasets(Map.of(Variable.CAMPAIGN_ID, 1));

        assertThat(inRucio(FINAL).closed).isTrue();
        assertThat(inMetacat(FINAL).closed).isTrue();
        assertThat(inRucio(FINAL + "n001").closed).isTrue();
        assertThat(inRucio(FINAL + "new").closed).isFalse();
        assertThat(inRucio(CONTAINER).closed).isTrue();
    }
}
