package org.muster.protocol.control;

import java.util.List;
import org.muster.domain.limit.Range;
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
        check(priority, "priority", WorkflowLimits.PRIORITY);
        check(maxRunningJobs, "max_running_jobs", WorkflowLimits.RUNNING_JOBS);
        if (quarantines.size() > MAX_QUARANTINES) {
            throw new IllegalArgumentException("a stage has at most " + MAX_QUARANTINES + " quarantines");
        }
        quarantines = List.copyOf(quarantines);
    }

    static void check(int number, String field, Range range) {
        if (!range.holds(number)) {
            throw new IllegalArgumentException(field + ": a number from " + range + ", not " + number);
        }
    }

    public static StageSettings of(StageOrder order) {
        return new StageSettings(order.priority(), order.maxRunningJobs(), List.of());
    }
}
