package org.muster.protocol.platform;

import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;

/** One row of the workflows submission plan: a workflow to be submitted. */
public record PlannedWorkflow(
        int order,
        WorkflowPurpose purpose,
        String sample,
        int counters,
        int eventsPerJob,
        long events,
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
