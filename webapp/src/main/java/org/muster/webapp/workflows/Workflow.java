package org.muster.webapp.workflows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.StageVariables;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/** One workflow as it is kept. */
public record Workflow(
        WorkflowId id,
        Optional<CampaignId> campaign,
        Optional<String> campaignName,
        Draft draft,
        WorkflowState state,
        Optional<String> message,
        Instant createdAt,
        Optional<Instant> submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    /**
     * What somebody decided about a workflow; never changes.
     *
     * @param planOrder row of the campaign's plan; empty for a workflow of its own
     * @param sample of a campaign's workflow, as is how many events a job makes of it
     * @param counters counter files, unless a query finds the inputs
     * @param counterOffset counters of the sample that other workflows have
     */
    public record Draft(
            WorkflowPurpose purpose,
            Optional<Integer> planOrder,
            Optional<String> sample,
            String description,
            String owner,
            String scope,
            String quotaName,
            String mql,
            Optional<Refinding> refinding,
            Optional<Integer> counters,
            int counterOffset,
            Optional<Integer> eventsPerJob,
            List<StageOrder> stages) {
        public Draft {
            stages = List.copyOf(stages);
        }
    }

    /** What the allocator is told. */
    public WorkflowOrder order() {
        return new WorkflowOrder(
                id,
                campaignName,
                draft.owner(),
                draft.scope(),
                draft.quotaName(),
                draft.mql(),
                draft.refinding(),
                draft.stages().stream()
                        .map(stage -> stage.filled(new StageVariables(new StageRef(id, stage.stage()), draft.scope())))
                        .toList());
    }
}
