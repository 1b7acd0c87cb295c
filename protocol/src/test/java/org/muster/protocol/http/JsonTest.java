package org.muster.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowOrder;

class JsonTest {
    private static final StageOrder STAGE = new StageOrder(
            1,
            "#!/bin/sh\nexit 0\n",
            Optional.empty(),
            1,
            2_000L * 1024 * 1024,
            80_000,
            new Distance(30),
            StageOrder.DEFAULT_PRIORITY,
            StageOrder.DEFAULT_MAX_FILES_PER_JOB,
            StageOrder.DEFAULT_MAX_ATTEMPTS,
            StageOrder.DEFAULT_MAX_RUNNING_JOBS,
            List.of(new SiteName("UK_North")),
            List.of(),
            List.of(new RseName("UK_NORTH_DISK")),
            List.of(new OutputPattern(
                    1,
                    "*.root",
                    OutputPattern.Destination.DATASET,
                    Optional.of("reco"),
                    Optional.empty(),
                    Optional.of(86_400L))),
            Map.of("A", "b"));

    @Test
    void anOrderReadsBackAsItWasWritten() throws JsonProcessingException {
        WorkflowOrder order = new WorkflowOrder(
                new WorkflowId(7), Optional.of("c"), "rita", "toy", "muster", "monte-carlo 10", List.of(STAGE));
        String json = Json.mapper().writeValueAsString(order);
        assertThat(Json.mapper().readValue(json, WorkflowOrder.class)).isEqualTo(order);
        assertThat(json).contains("\"workflow\":7", "\"quota_name\":\"muster\"", "\"max_distance\":30");
    }

    @Test
    void statesAreWrittenInLowerCaseAlsoAsKeys() throws JsonProcessingException {
        StageProgress progress = new StageProgress(
                StageRef.of(1, 1),
                Map.of(InputFileState.UNALLOCATED, 3L),
                Map.of(JobState.JOBSCRIPT_ERROR, 1L),
                Map.of(),
                0,
                0);
        String json = Json.mapper().writeValueAsString(progress);
        assertThat(json).contains("\"stage\":\"w1s1\"", "\"unallocated\":3", "\"jobscript_error\":1");
        assertThat(Json.mapper().readValue(json, StageProgress.class)).isEqualTo(progress);
    }

    @Test
    void aValueThatItsTypeRefusesIsReportedWithItsPath() {
        assertThatThrownBy(() -> Json.mapper()
                        .readValue(
                                "{\"stage\":\"w1s1\",\"files\":[{\"did\":\"no colon\",\"size_bytes\":1}]}",
                                FileIntake.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("a DID looks like scope:name")
                .hasMessageContaining("did");
    }

    @Test
    void anIntakeHasALimit() {
        FoundFile file = new FoundFile(new org.muster.domain.data.Did("s", "n"), 1);
        assertThatThrownBy(() -> new FileIntake(
                        StageRef.of(1, 1), java.util.Collections.nCopies(FileIntake.MAX_FILES + 1, file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10000");
    }

    @Test
    void stagesMustBeNumberedWithoutGaps() {
        assertThatThrownBy(() -> new WorkflowOrder(
                        new WorkflowId(7),
                        Optional.empty(),
                        "rita",
                        "toy",
                        "muster",
                        "monte-carlo 1",
                        List.of(STAGE, STAGE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without gaps");
    }
}
