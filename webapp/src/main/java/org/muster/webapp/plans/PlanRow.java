package org.muster.webapp.plans;

import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;

/**
 * One workflow to be submitted.
 *
 * @param order from 1 within its purpose
 * @param slice which inputs of the sample it takes, so that no two workflows repeat a seed or read a file
 * @param eventsPerJob unless a job takes all events of its files
 * @param events unless nobody knows how many its files hold
 */
public record PlanRow(
        WorkflowPurpose purpose,
        int order,
        String sample,
        Slice slice,
        Optional<Integer> eventsPerJob,
        Optional<Long> events) {
    /** Counters or files. */
    public int inputs() {
        return Math.toIntExact(slice.limit());
    }
}
