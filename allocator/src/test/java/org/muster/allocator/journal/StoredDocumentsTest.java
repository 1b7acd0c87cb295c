package org.muster.allocator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.Json;

/** The files are what rows hold: one that differs from them is a change of the tables, whatever the API is called. */
class StoredDocumentsTest {
    private static final Instant UNTIL = Instant.parse("2026-12-24T18:00:00Z");

    private static final WorkflowOrder ORDER = new WorkflowOrder(
            new WorkflowId(7),
            Optional.of("summer"),
            "rita@example.org",
            "usertests",
            "usertests",
            "files from usertests:all",
            Optional.of(new Refinding(3600, UNTIL)),
            List.of(
                    stage(
                            1,
                            "image:1",
                            Optional.of(new GpuNeed(2, 1L << 33, "7.5")),
                            "/experiment/gpu",
                            List.of(
                                    new OutputPattern(
                                            1,
                                            "*.root",
                                            OutputPattern.Destination.DATASET,
                                            Optional.of("d"),
                                            Optional.of("tier=1"),
                                            Optional.of(86_400L)),
                                    new OutputPattern(
                                            2,
                                            "*.h5",
                                            OutputPattern.Destination.NEXT_STAGE,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()))),
                    stage(
                            2,
                            "",
                            Optional.empty(),
                            "",
                            List.of(new OutputPattern(
                                    1,
                                    "*",
                                    OutputPattern.Destination.URL,
                                    Optional.of("https://example.org/x"),
                                    Optional.empty(),
                                    Optional.empty())))));

    private static final List<StageSettings> SETTINGS = List.of(
            new StageSettings(
                    60,
                    100,
                    List.of(new Quarantine(new Partition(Partition.Kind.NODE, "wn1"), "broken", "rita", UNTIL))),
            new StageSettings(50, 2000, List.of()));

    private static StageOrder stage(
            int number, String image, Optional<GpuNeed> gpu, String group, List<OutputPattern> outputs) {
        return new StageOrder(
                number,
                "#!/bin/sh\necho h\u00e9llo\n",
                Optional.of(image),
                4,
                1L << 32,
                3600,
                new Distance(30),
                50,
                20,
                6,
                2000,
                List.of(new SiteName("SITE_A")),
                List.of(new RseName("RSE_A")),
                List.of(),
                outputs,
                Map.of("SAMPLE", "muons"),
                gpu,
                Optional.of(group));
    }

    private static JsonNode file(String name) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(StoredDocumentsTest.class.getResourceAsStream("/stored/" + name))) {
            return Json.mapper().readTree(text);
        }
    }

    private static JsonNode written(Object document) throws IOException {
        return Json.mapper().readTree(Json.mapper().writeValueAsString(document));
    }

    @Test
    void anOrderIsWrittenAndReadAsItAlwaysWas() throws IOException {
        assertThat(written(StoredOrder.of(ORDER))).isEqualTo(file("order.json"));
        assertThat(Json.mapper()
                        .treeToValue(file("order.json"), StoredOrder.class)
                        .order())
                .isEqualTo(ORDER);
    }

    @Test
    void settingsAreWrittenAndReadAsTheyAlwaysWere() throws IOException {
        assertThat(written(SETTINGS.stream().map(StoredSettings::of).toList())).isEqualTo(file("settings.json"));
        assertThat(List.of(Json.mapper().treeToValue(file("settings.json"), StoredSettings[].class)))
                .extracting(StoredSettings::settings)
                .isEqualTo(SETTINGS);
    }

    @Test
    void whatWasWrittenWithEmptyTextsAndZerosIsReadToo() throws IOException {
        assertThat(Json.mapper()
                        .treeToValue(file("order-of-V4.json"), StoredOrder.class)
                        .order())
                .isEqualTo(ORDER);
    }
}
