package org.muster.protocol.platform;

import java.util.List;
import java.util.Optional;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowProgress;

/**
 * One workflow with its stages and how far they are.
 *
 * @param progress empty until the allocator knows it, or while it does not answer
 * @param manifest what its input query found last; empty before that
 * @param incidents troubles with it that are not over
 * @param outcome how it ended; empty before that
 */
public record WorkflowDetail(
        WorkflowRow workflow,
        List<StageOrder> stages,
        Optional<WorkflowProgress> progress,
        Optional<InputManifest> manifest,
        List<IncidentRow> incidents,
        Optional<WorkflowOutcome> outcome) {
    /** Before any inputs were found. */
    public WorkflowDetail(WorkflowRow workflow, List<StageOrder> stages, Optional<WorkflowProgress> progress) {
        this(workflow, stages, progress, Optional.empty(), List.of(), Optional.empty());
    }
}
