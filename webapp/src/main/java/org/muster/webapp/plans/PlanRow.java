package org.muster.webapp.plans;

import org.muster.domain.campaign.WorkflowPurpose;

/**
 * One workflow to be submitted.
 *
 * @param order from 1 within its purpose
 * @param slice which counters of the sample it makes, so that no two workflows of the sample repeat a seed
 */
public record PlanRow(WorkflowPurpose purpose, int order, String sample, int counters, int eventsPerJob, Slice slice) {
    public long events() {
        return (long) counters * eventsPerJob;
    }
}
