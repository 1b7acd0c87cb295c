package org.muster.protocol.control;

import java.util.List;
import org.muster.domain.workflow.WorkflowLimits;

/**
 * What may be changed about a stage while it runs. Every change holds from the next request of a job.
 *
 * @param priority 1 to 99, higher first
 * @param maxRunningJobs jobs of this stage that may be live at once
 * @param quarantines partitions that get no work now
 */
public record StageSettings(int priority, int maxRunningJobs, List<Quarantine> quarantines) {
    public static final int MAX_PRIORITY = (int) WorkflowLimits.PRIORITY.most();

    /** Of one stage. */
    public static final int MAX_QUARANTINES = 200;

    public StageSettings {
        if (!WorkflowLimits.PRIORITY.holds(priority)) {
            throw new IllegalArgumentException(
                    "priority: a number from " + WorkflowLimits.PRIORITY + ", not " + priority);
        }
        if (maxRunningJobs < 1) {
            throw new IllegalArgumentException("max_running_jobs: a number from 1, not " + maxRunningJobs);
        }
        if (quarantines.size() > MAX_QUARANTINES) {
            throw new IllegalArgumentException("a stage has at most " + MAX_QUARANTINES + " quarantines");
        }
        quarantines = List.copyOf(quarantines);
    }

    public static StageSettings of(StageOrder order) {
        return new StageSettings(order.priority(), order.maxRunningJobs(), List.of());
    }
}
