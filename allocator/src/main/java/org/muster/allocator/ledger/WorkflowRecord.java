package org.muster.allocator.ledger;

import java.time.Instant;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;

/** A workflow's row. {@code retired}: closed and gone from memory. */
public record WorkflowRecord(
        WorkflowOrder order, WorkflowProgress.Status status, boolean inputsFound, boolean retired, Instant openedAt) {}
