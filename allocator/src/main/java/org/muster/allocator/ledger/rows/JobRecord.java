package org.muster.allocator.ledger.rows;

import java.util.Optional;
import java.util.OptionalInt;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;

/**
 * A job's row.
 *
 * @param recordDigest of the body that record_results took, so that its repetition gets the same answer
 * @param confirmDigest the same for confirm_results
 */
public record JobRecord(
        long id,
        JobsubId jobsubId,
        StageRef stage,
        JobState state,
        String jobSecret,
        String jobscriptSecret,
        Optional<Slot> slot,
        JobTimes times,
        Optional<Usage> usage,
        OptionalInt exitCode,
        OptionalInt abortCode,
        int allocatedFiles,
        boolean askedForFile,
        Optional<String> recordDigest,
        Optional<String> confirmDigest) {
    @Override
    public String toString() {
        return "JobRecord[" + id + ", " + jobsubId + ", " + stage + ", " + state + "]";
    }
}
