package org.muster.webapp.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.domain.campaign.SliceLimits;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;

class WantedJobsTest {
    private static final WorkflowId WORKFLOW = new WorkflowId(7);
    private static final Instant STARTED = Instant.parse("2026-11-30T12:00:00Z");
    private static final long PLANNED = 30;

    private final WantedJobs early = new WantedJobs(List.of(1, 10), STARTED.plusSeconds(5));
    private final WantedJobs late = new WantedJobs(List.of(1, 10), STARTED.plus(SliceLimits.SETTLING));

    private static SliceAtWork slice(WorkflowState state) {
        return new SliceAtWork(WORKFLOW, state, PLANNED, STARTED);
    }

    /** Stage 1: 7 files wait, 3 jobs run. Stage 2, ten files a job: 11 files wait, 1 job runs. */
    private static WorkflowProgress underWay() {
        return progress(
                true,
                stage(1, Map.of(InputFileState.UNALLOCATED, 5L, InputFileState.FINDING, 2L), 3),
                stage(2, Map.of(InputFileState.UNALLOCATED, 11L, InputFileState.PROCESSED, 90L), 1));
    }

    private static WorkflowProgress progress(boolean inputsFound, StageProgress... stages) {
        return new WorkflowProgress(WORKFLOW, LedgerStatus.OPEN, inputsFound, false, 0, 0, List.of(stages));
    }

    private static StageProgress stage(int number, Map<InputFileState, Long> files, long running) {
        return new StageProgress(
                new StageRef(WORKFLOW, number),
                files,
                Map.of(JobState.PROCESSING, running, JobState.SUBMITTED, 100L, JobState.FINISHED, 40L),
                Map.of(),
                0,
                0);
    }

    @Test
    void runningSliceWantsWhatRunsAndWhatItsFilesComeTo() {
        assertThat(late.of(slice(WorkflowState.RUNNING), Optional.of(underWay())))
                .isEqualTo(3 + 7 + 1 + 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkflowState.class,
            names = {"PAUSED", "CHECKING", "FINISHING"})
    void sliceThatTakesNoMoreFilesWantsWhatStillRuns(WorkflowState state) {
        assertThat(early.of(slice(state), Optional.of(underWay()))).isEqualTo(3 + 1);
        assertThat(early.of(slice(state), Optional.empty())).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkflowState.class,
            names = {"DRAFT", "SUBMITTED", "APPROVED", "RUNNING"})
    void sliceOfWhichNobodyKnowsMoreWantsWhatWasPlannedForAWhile(WorkflowState state) {
        assertThat(early.of(slice(state), Optional.empty())).isEqualTo(PLANNED);
        assertThat(late.of(slice(state), Optional.empty())).isZero();
    }

    @Test
    void nobodyIsGivenUpWhileTheAllocatorIsAway() {
        WantedJobs away = new WantedJobs(List.of(1, 10), Instant.MIN);
        assertThat(away.of(slice(WorkflowState.APPROVED), Optional.empty())).isEqualTo(PLANNED);
    }

    @Test
    void sliceWhoseInputsAreStillLookedForWantsWhatWasPlannedForAWhile() {
        WorkflowProgress nothingFound = progress(false, stage(1, Map.of(), 0));
        assertThat(early.of(slice(WorkflowState.RUNNING), Optional.of(nothingFound)))
                .isEqualTo(PLANNED);
        assertThat(late.of(slice(WorkflowState.RUNNING), Optional.of(nothingFound)))
                .isZero();
        assertThat(early.of(slice(WorkflowState.RUNNING), Optional.of(progress(true, stage(1, Map.of(), 0)))))
                .as("its query found nothing")
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkflowState.class,
            names = {"FINISHED", "DELETED"})
    void sliceThatIsOverWantsNothing(WorkflowState state) {
        assertThat(early.of(slice(state), Optional.of(underWay()))).isZero();
    }
}
