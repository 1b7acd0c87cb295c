package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;

/**
 * One slice of a full production.
 *
 * @param jobs of its first stage, as planned
 * @param workflow that carries it out, once it is started
 */
public record SliceRow(
        SliceRef slice,
        SliceState state,
        SliceBand band,
        long jobs,
        Optional<Instant> startedAt,
        Optional<WorkflowId> workflow,
        Optional<WorkflowState> workflowState) {}
