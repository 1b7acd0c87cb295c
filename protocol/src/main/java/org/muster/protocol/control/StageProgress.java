package org.muster.protocol.control;

import java.util.Arrays;
import java.util.Map;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;

/**
 * Files of one stage by state, and its jobs by state. States without members are left out.
 *
 * @param realSeconds that jobscripts of jobs that have ended took, on however many processors
 * @param outputBytes of confirmed outputs
 */
public record StageProgress(
        StageRef stage,
        Map<InputFileState, Long> files,
        Map<JobState, Long> jobs,
        Map<OutputFileState, Long> outputs,
        double realSeconds,
        long outputBytes) {
    public long files(InputFileState state) {
        return files.getOrDefault(state, 0L);
    }

    public long jobs(JobState state) {
        return jobs.getOrDefault(state, 0L);
    }

    /** Jobs that were submitted and never started get no work from a closed workflow, so nobody waits for them. */
    public long liveJobs() {
        return Arrays.stream(JobState.values())
                .filter(JobState::live)
                .mapToLong(this::jobs)
                .sum();
    }

    public long allFiles() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }
}
