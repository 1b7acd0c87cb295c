package org.muster.protocol.platform;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a workflow ended, all stages together.
 *
 * @param text the same in one or a few sentences, and what to look at
 * @param files input files that it had
 * @param failed files that were given up, after so many attempts or because it was ended early
 * @param notFound files that no storage had
 * @param outputs outputs that were confirmed and are kept
 * @param jobsByExitCode jobs that ran their jobscript to an end, by its exit code
 * @param jobsWithoutEnd jobs that were aborted, or were lost, by how
 */
public record WorkflowOutcome(
        String text,
        long files,
        long processed,
        long failed,
        long notFound,
        long outputs,
        Map<Integer, Long> jobsByExitCode,
        Map<String, Long> jobsWithoutEnd) {
    public WorkflowOutcome {
        jobsByExitCode = new TreeMap<>(jobsByExitCode);
        jobsWithoutEnd = new TreeMap<>(jobsWithoutEnd);
    }
}
