package org.muster.protocol.control;

import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;

/** A job that the factory is about to give to the batch system. {@code jobSecret} is shared by the jobs of one cluster. */
public record NewJob(JobsubId jobsubId, StageRef stage, String jobSecret) {
    @Override
    public String toString() {
        return "NewJob[" + jobsubId + ", " + stage + "]";
    }
}
