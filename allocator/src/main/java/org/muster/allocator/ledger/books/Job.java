package org.muster.allocator.ledger.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;

/** A job in memory. Only {@link Moves} changes its state. */
public final class Job {
    public final long id;
    public final JobsubId jobsubId;
    public final StageBook stage;
    public final String jobSecret;
    public final String jobscriptSecret;
    public final Uses uses = new Uses();

    public JobState state = JobState.SUBMITTED;
    public Optional<Slot> slot = Optional.empty();
    public JobTimes times;
    public Usage usage = Usage.NONE;
    public OptionalInt exitCode = OptionalInt.empty();
    public OptionalInt abortCode = OptionalInt.empty();
    public int allocatedFiles;
    public boolean askedForFile;
    public String recordDigest = "";
    public String confirmDigest = "";

    /** In the order granted; emptied when the job ends. */
    public final List<Allocation> allocations = new ArrayList<>();

    public final List<OutputFile> outputs = new ArrayList<>();

    public Job(long id, JobsubId jobsubId, StageBook stage, String jobSecret, String jobscriptSecret, JobTimes times) {
        this.id = id;
        this.jobsubId = jobsubId;
        this.stage = stage;
        this.jobSecret = jobSecret;
        this.jobscriptSecret = jobscriptSecret;
        this.times = times;
    }

    /** Not before it has started, nor once it has handed in what it made. */
    public boolean takesFiles() {
        return state == JobState.STARTED || state == JobState.PROCESSING;
    }

    /** Of a job that has started. */
    public Slot mySlot() {
        return slot.orElseThrow(() -> new IllegalStateException(jobsubId + " has no slot in state " + state));
    }

    public List<Allocation> live() {
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
