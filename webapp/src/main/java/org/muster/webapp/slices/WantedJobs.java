package org.muster.webapp.slices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.SliceLimits;
import org.muster.domain.data.InputFileState;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;

/**
 * How many jobs a started slice wants: those that run, and those that its waiting files come to. One that is paused, because it
 * is sick or because somebody wants so, wants no more than what still runs.
 *
 * @param filesPerJob of each step, in order
 * @param heard when the allocator last answered: while it is away nothing that waits for it is given up
 */
record WantedJobs(List<Integer> filesPerJob, Instant heard) {
    WantedJobs {
        filesPerJob = List.copyOf(filesPerJob);
    }

    /** @param progress what the allocator knows of it */
    long of(SliceAtWork slice, Optional<WorkflowProgress> progress) {
        return switch (slice.state()) {
            case DRAFT, SUBMITTED, APPROVED -> settling(slice);
            case RUNNING ->
                progress.filter(this::tells)
                        .map(known -> known.liveJobs() + waiting(known))
                        .orElseGet(() -> settling(slice));
            case PAUSED, CHECKING, FINISHING ->
                progress.map(WorkflowProgress::liveJobs).orElse(0L);
            case FINISHED, DELETED -> 0;
        };
    }

    /** One whose inputs nobody has found yet wants what was planned, but it does not stop others for ever. */
    private long settling(SliceAtWork slice) {
        return slice.startedAt().plus(SliceLimits.SETTLING).isAfter(heard) ? slice.jobs() : 0;
    }

    private boolean tells(WorkflowProgress progress) {
        return progress.inputsFound()
                || progress.stages().stream().mapToLong(StageProgress::allFiles).sum() > 0;
    }

    private long waiting(WorkflowProgress progress) {
        long jobs = 0;
        for (StageProgress stage : progress.stages()) {
            long files = stage.files(InputFileState.UNALLOCATED) + stage.files(InputFileState.FINDING);
            int place = stage.stage().stage() - 1;
            int each = place < filesPerJob.size() ? filesPerJob.get(place) : 1;
            jobs += (files + each - 1) / each;
        }
        return jobs;
    }
}
