package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.WorkflowOutcome;

class WorkflowEndTest {
    private static WorkflowOutcome outcome(Map<InputFileState, Long> files, long outputs, JobEnding... jobs) {
        return WorkflowEnd.outcome(
                Optional.of(new WorkflowProgress(
                        new WorkflowId(1),
                        LedgerStatus.CLOSED,
                        true,
                        true,
                        0,
                        0,
                        List.of(new StageProgress(
                                StageRef.parse("w1s1"),
                                files,
                                Map.of(),
                                Map.of(OutputFileState.OUTPUT, outputs),
                                0,
                                0)))),
                List.of(jobs));
    }

    @Test
    void jobsThatWereKilledSayWhy() {
        WorkflowOutcome outcome = outcome(
                Map.of(InputFileState.FAILED, 1L),
                0,
                new JobEnding(JobState.JOBSCRIPT_ERROR, Optional.empty(), Optional.of(137), 6));
        assertThat(outcome.text())
                .isEqualTo("0 of 1 files processed, 1 failed; 0 outputs kept. Jobs: 6 with exit code 137."
                        + " Exit code 137 means killed, mostly for more memory than was asked for.");
        assertThat(outcome.jobsByExitCode()).containsExactly(Map.entry(137, 6L));
    }

    @Test
    void anEmptyInputIsNamed() {
        assertThat(outcome(Map.of(), 0).text()).isEqualTo("Nothing was done: the input query found no file.");
    }

    @Test
    void aProcessedListUnderAnotherNameIsAskedFor() {
        assertThat(outcome(
                                Map.of(InputFileState.FAILED, 2L),
                                0,
                                new JobEnding(JobState.NONE_PROCESSED, Optional.empty(), Optional.empty(), 12))
                        .text())
                .contains(
                        "12 jobs ended without an error but marked no file as processed", "justin-processed-dids.txt");
    }

    @Test
    void whatWentWellAndWhatDidNotAreCounted() {
        WorkflowOutcome outcome = outcome(
                Map.of(InputFileState.PROCESSED, 8L, InputFileState.NOTFOUND, 2L),
                8,
                new JobEnding(JobState.FINISHED, Optional.empty(), Optional.empty(), 8),
                new JobEnding(JobState.ABORTED, Optional.empty(), Optional.empty(), 3),
                new JobEnding(JobState.NOTUSED, Optional.empty(), Optional.empty(), 5));
        assertThat(outcome.text())
                .isEqualTo("8 of 10 files processed, 2 not found; 8 outputs kept."
                        + " Jobs: 8 with exit code 0, 3 aborted.");
        assertThat(outcome.jobsWithoutEnd()).containsExactly(Map.entry("aborted", 3L));
    }
}
