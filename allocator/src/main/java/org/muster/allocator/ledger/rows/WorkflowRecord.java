package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.List;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WorkflowOrder;

/**
 * A workflow's row.
 *
 * @param retired closed and gone from memory
 * @param settings of each stage, in order
 */
public record WorkflowRecord(
        WorkflowOrder order,
        LedgerStatus status,
        boolean inputsFound,
        boolean retired,
        Instant openedAt,
        List<StageSettings> settings) {}
