package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.WorkflowId;

/**
 * Everything the allocator needs to run a workflow. Opening the same order again changes nothing.
 *
 * @param campaign name of the campaign, unless it is a workflow of its own
 * @param owner principal name of the submitter
 * @param scope scope of the outputs
 * @param quotaName Rucio account that pays for the outputs; also the key of the running-jobs cap
 * @param mql where the inputs of stage 1 come from: {@code monte-carlo N}, {@code rucio-dataset SCOPE:NAME} or a MetaCat query
 * @param refinding given if the inputs grow: the query is asked again and again
 * @param stages in order, numbered from 1 without gaps
 */
public record WorkflowOrder(
        WorkflowId workflow,
        Optional<String> campaign,
        String owner,
        String scope,
        String quotaName,
        String mql,
        Optional<Refinding> refinding,
        List<StageOrder> stages) {
    public WorkflowOrder {
        campaign = Absent.ifEmpty(campaign);
        stages = List.copyOf(stages);
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).stage() != i + 1) {
                throw new IllegalArgumentException("stages are numbered 1, 2, 3, ... without gaps");
            }
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a workflow has at least one stage");
        }
    }

    /** The inputs are found once. */
    public WorkflowOrder(
            WorkflowId workflow,
            Optional<String> campaign,
            String owner,
            String scope,
            String quotaName,
            String mql,
            List<StageOrder> stages) {
        this(workflow, campaign, owner, scope, quotaName, mql, Optional.empty(), stages);
    }
}
