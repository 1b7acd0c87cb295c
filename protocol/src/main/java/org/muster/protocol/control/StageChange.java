package org.muster.protocol.control;

import java.util.Optional;
import org.muster.domain.workflow.WorkflowLimits;

/** New values for some of {@link StageSettings}; what is not given stays. */
public record StageChange(Optional<Integer> priority, Optional<Integer> maxRunningJobs) {
    public StageChange {
        priority.ifPresent(number -> StageSettings.check(number, "priority", WorkflowLimits.PRIORITY));
        maxRunningJobs.ifPresent(
                number -> StageSettings.check(number, "max_running_jobs", WorkflowLimits.RUNNING_JOBS));
    }
}
