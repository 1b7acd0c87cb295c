package org.muster.protocol.control;

import java.util.List;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;

/**
 * How far a workflow is, computed by the ledger.
 *
 * @param status whether it hands out work
 * @param inputsFound whether finding the inputs of stage 1 is over
 * @param drained inputs found, every input file of every stage terminal, no job live
 * @param unregisteredOutputs confirmed outputs that the catalogues do not know yet
 * @param eventsConfirmed sum of the event counts of confirmed outputs of the last stage
 */
public record WorkflowProgress(
        WorkflowId workflow,
        LedgerStatus status,
        boolean inputsFound,
        boolean drained,
        long unregisteredOutputs,
        long eventsConfirmed,
        List<StageProgress> stages) {
    public WorkflowProgress {
        stages = List.copyOf(stages);
    }

    public long liveJobs() {
        return stages.stream().mapToLong(StageProgress::liveJobs).sum();
    }
}
