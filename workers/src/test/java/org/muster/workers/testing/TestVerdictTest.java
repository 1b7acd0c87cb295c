package org.muster.workers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.workers.fakes.Samples;

final class TestVerdictTest {
    private final List<JobRow> jobs = new ArrayList<>();
    private final List<OutputRow> outputs = new ArrayList<>();
    private final Map<Did, CatalogueFile> declared = new HashMap<>();
    private Map<InputFileState, Long> files = Map.of(InputFileState.PROCESSED, 10L);

    private void job(JobState state, int exitCode, String site) {
        jobs.add(new JobRow(
                new JobsubId(jobs.size() + ".0@muster.test"),
                StageRef.of(7, 1),
                state,
                Optional.of(new SiteName(site)),
                Optional.empty(),
                Samples.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                exitCode < 0 ? Optional.empty() : Optional.of(exitCode),
                Optional.empty(),
                1,
                1,
                1,
                1));
    }

    private void output(String name, long bytes) {
        OutputRow row = Samples.output(7, name, bytes);
        JsonNode metadata = JsonNodeFactory.instance.objectNode().put("core.event_count", 2);
        outputs.add(row);
        declared.put(row.did(), new CatalogueFile("f", row.did(), bytes, Optional.empty(), metadata));
    }

    private TestVerdict verdict() {
        WorkflowProgress progress = new WorkflowProgress(
                new WorkflowId(7),
                LedgerStatus.CLOSED,
                true,
                true,
                0,
                20,
                List.of(new StageProgress(StageRef.of(7, 1), files, Map.of(), Map.of(), 0, 0)));
        return TestVerdict.of(progress, jobs, outputs, declared);
    }

    private void goodTest() {
        job(JobState.FINISHED, 0, "UK_North");
        job(JobState.FINISHED, 0, "FR_West");
        job(JobState.NONE_PROCESSED, 0, "FR_West");
        job(JobState.NOTUSED, -1, "FR_West");
        output("a.json", 10);
        output("b.json", 10);
    }

    @Test
    void passesWhenEverythingIsThere() {
        goodTest();

        assertThat(verdict().passed()).isTrue();
        assertThat(verdict().report())
                .startsWith("The test passed.")
                .containsPattern("0 +3  FR_West 2, UK_North 1")
                .contains("2 outputs, 20 bytes, 20 events");
    }

    @Test
    void oneBadExitCodeIsEnoughAndTheTableSaysWhere() {
        goodTest();
        job(JobState.JOBSCRIPT_ERROR, 134, "UK_North");
        job(JobState.STALLED, -1, "UK_South");

        assertThat(verdict().passed()).isFalse();
        assertThat(verdict().report())
                .contains("2 of 5 jobs did not end with 0.")
                .containsPattern("134 jobscript_error +1  UK_North 1")
                .containsPattern("stalled +1  UK_South 1");
    }

    @Test
    void fileThatNobodyProcessedIsAFailure() {
        goodTest();
        files = Map.of(InputFileState.PROCESSED, 9L, InputFileState.FAILED, 1L);

        assertThat(verdict().passed()).isFalse();
        assertThat(verdict().report()).contains("w7s1: 9 of 10 files were processed.");
    }

    @Test
    void emptyAndUndeclaredAndUndescribedOutputsAreFailures() {
        goodTest();
        output("empty.json", 0);
        output("undeclared.json", 1);
        declared.remove(new Did("toy", "undeclared.json"));
        output("undescribed.json", 1);
        Did undescribed = new Did("toy", "undescribed.json");
        declared.put(
                undescribed,
                new CatalogueFile("f", undescribed, 1, Optional.empty(), JsonNodeFactory.instance.objectNode()));

        assertThat(verdict().report())
                .contains("toy:empty.json is empty.")
                .contains("toy:undeclared.json is not in MetaCat.")
                .contains("toy:undescribed.json has no metadata of its own: core.event_count is missing.");
    }

    @Test
    void nothingIsNotATest() {
        files = Map.of();

        assertThat(verdict().passed()).isFalse();
        assertThat(verdict().report()).contains("No job got any work.", "There is no output.");
    }

    @Test
    void longListsAreCounted() {
        goodTest();
        for (int i = 0; i < 50; i++) {
            output("empty" + i + ".json", 0);
        }

        assertThat(verdict().report()).contains("and 40 more");
    }
}
