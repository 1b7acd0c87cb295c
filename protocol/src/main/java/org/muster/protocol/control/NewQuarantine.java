package org.muster.protocol.control;

import org.muster.domain.workflow.WorkflowLimits;

/** A {@link Quarantine} that is to begin. */
public record NewQuarantine(Partition partition, String reason, String by) {
    public NewQuarantine {
        WorkflowLimits.REASON.objection(reason).ifPresent(what -> {
            throw new IllegalArgumentException(
                    "reason: " + what + "; write " + WorkflowLimits.REASON + ", for those who find it later");
        });
    }
}
