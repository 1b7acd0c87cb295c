package org.muster.allocator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;

/** A job in memory. Only {@link Moves} changes its state. */
final class Job {
    final long id;
    final JobsubId jobsubId;
    final StageBook stage;
    final String jobSecret;
    final String jobscriptSecret;
    final Uses uses = new Uses();

    JobState state = JobState.SUBMITTED;
    Optional<Slot> slot = Optional.empty();
    JobTimes times;
    Usage usage = Usage.NONE;
    OptionalInt exitCode = OptionalInt.empty();
    OptionalInt abortCode = OptionalInt.empty();
    int allocatedFiles;
    boolean askedForFile;
    String recordDigest = "";
    String confirmDigest = "";

    /** In the order granted; emptied when the job ends. */
    final List<Allocation> allocations = new ArrayList<>();

    final List<OutputFile> outputs = new ArrayList<>();

    Job(long id, JobsubId jobsubId, StageBook stage, String jobSecret, String jobscriptSecret, JobTimes times) {
        this.id = id;
        this.jobsubId = jobsubId;
        this.stage = stage;
        this.jobSecret = jobSecret;
        this.jobscriptSecret = jobscriptSecret;
        this.times = times;
    }

    /** Not before it has started, nor once it has handed in what it made. */
    boolean takesFiles() {
        return state == JobState.STARTED || state == JobState.PROCESSING;
    }

    /** Of a job that has started. */
    Slot mySlot() {
        return slot.orElseThrow(() -> new IllegalStateException(jobsubId + " has no slot in state " + state));
    }

    List<Allocation> live() {
        return allocations.stream().filter(Allocation::live).toList();
    }

    JobRecord row() {
        return new JobRecord(
                id,
                jobsubId,
                stage.ref,
                state,
                jobSecret,
                jobscriptSecret,
                slot,
                times,
                usage,
                exitCode,
                abortCode,
                allocatedFiles,
                askedForFile,
                recordDigest,
                confirmDigest);
    }
}
