package org.muster.webapp.numbers;

import java.util.Optional;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;

/**
 * The formulas of the procedure, applied to what the ledger says.
 *
 * @param jobs jobs that received a stage; one that was turned away as not used is not counted, nor one that still waits
 * @param ended of them, those that ended in whatever way
 * @param exitZero jobs whose jobscript ended 0 and whose outputs were confirmed
 * @param outputtingFailed jobs whose jobscript ended 0 and whose outputs were lost
 * @param outputs confirmed outputs, for datasets and for the next stage
 */
record Counts(
        long jobs,
        long ended,
        long exitZero,
        long outputtingFailed,
        long filesProcessed,
        long filesTotal,
        long outputs,
        long events) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    static Counts of(WorkflowProgress progress) {
        Counts sum = NONE;
        for (StageProgress stage : progress.stages()) {
            sum = sum.plus(of(stage));
        }
        // Never jobs times events per job: only what confirmed outputs say of themselves.
        return sum.plus(new Counts(0, 0, 0, 0, 0, 0, 0, progress.eventsConfirmed()));
    }

    private static Counts of(StageProgress stage) {
        long jobs = 0;
        long ended = 0;
        for (JobState state : JobState.values()) {
            if (state == JobState.SUBMITTED || state == JobState.NOTUSED) {
                continue;
            }
            jobs += stage.jobs(state);
            ended += state.terminal() ? stage.jobs(state) : 0;
        }
        return new Counts(
                jobs,
                ended,
                stage.jobs(JobState.FINISHED),
                stage.jobs(JobState.OUTPUTTING_FAILED),
                stage.files(InputFileState.PROCESSED),
                stage.allFiles(),
                stage.outputs().getOrDefault(OutputFileState.OUTPUT, 0L)
                        + stage.outputs().getOrDefault(OutputFileState.FINDING, 0L),
                0);
    }

    Counts plus(Counts other) {
        return new Counts(
                jobs + other.jobs,
                ended + other.ended,
                exitZero + other.exitZero,
                outputtingFailed + other.outputtingFailed,
                filesProcessed + other.filesProcessed,
                filesTotal + other.filesTotal,
                outputs + other.outputs,
                events + other.events);
    }

    /** Fraction of the ended jobs; blank until one has ended. */
    Optional<Double> successRate() {
        return ended == 0 ? Optional.empty() : Optional.of((double) exitZero / ended);
    }
}
