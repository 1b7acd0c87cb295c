package org.muster.protocol.platform;

import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;

/**
 * One row of the workflows submission plan: a workflow to be submitted, for one slice of a sample's inputs.
 *
 * @param skip inputs of the sample that come before the slice
 * @param limit inputs of the slice: counters of a generated sample, files of any other
 * @param remaining inputs of the sample that come after the slice; none of a test, which takes nothing from the sample
 * @param eventsPerJob unless a job takes all events of its files
 * @param events unless nobody knows how many the files hold
 */
public record PlannedWorkflow(
        int order,
        WorkflowPurpose purpose,
        String sample,
        long skip,
        long limit,
        Optional<Long> remaining,
        Optional<Integer> eventsPerJob,
        Optional<Long> events,
        int jobs,
        long expectedFiles,
        long expectedBytes,
        long tapeBytes,
        double coreHours,
        Optional<WorkflowId> workflow) {
    /** What people call its inputs. */
    public SliceRef slice() {
        return new SliceRef(purpose, order);
    }
}
