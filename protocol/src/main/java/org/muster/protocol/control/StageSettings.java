package org.muster.protocol.control;

import java.util.List;

/**
 * What may be changed about a stage while it runs. Every change holds from the next request of a job.
 *
 * @param priority 1 to 99, higher first
 * @param maxRunningJobs jobs of this stage that may be live at once
 * @param quarantines partitions that get no work now
 */
public record StageSettings(int priority, int maxRunningJobs, List<Quarantine> quarantines) {
    public static final int MAX_PRIORITY = 99;

    /** Of one stage. */
    public static final int MAX_QUARANTINES = 200;

    public StageSettings {
        if (priority < 1 || priority > MAX_PRIORITY) {
            throw new IllegalArgumentException("priority: a number from 1 to " + MAX_PRIORITY + ", not " + priority);
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
