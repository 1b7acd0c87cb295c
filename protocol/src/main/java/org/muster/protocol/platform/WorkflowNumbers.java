package org.muster.protocol.platform;

import java.util.Optional;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;

/** One row of the weekly table, in its column order. */
public record WorkflowNumbers(
        WorkflowId workflow,
        long jobs,
        WorkflowState status,
        long exitZero,
        Optional<Double> successRate,
        long events,
        String comments) {}
