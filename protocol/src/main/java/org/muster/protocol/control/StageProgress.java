package org.muster.protocol.control;

import java.util.Map;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;

/** Files of one stage by state, and its jobs by state. States without members are left out. */
public record StageProgress(
        StageRef stage, Map<InputFileState, Long> files, Map<JobState, Long> jobs, Map<OutputFileState, Long> outputs) {
    public long files(InputFileState state) {
        return files.getOrDefault(state, 0L);
    }

    public long jobs(JobState state) {
        return jobs.getOrDefault(state, 0L);
    }

    public long allFiles() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }
}
