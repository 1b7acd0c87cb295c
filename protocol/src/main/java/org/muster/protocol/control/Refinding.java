package org.muster.protocol.control;

import java.time.Instant;
import org.muster.domain.workflow.WorkflowLimits;

/**
 * That an input query is asked again and again, because its dataset grows.
 *
 * @param intervalSeconds between two findings
 * @param until the first finding after this is the last
 */
public record Refinding(int intervalSeconds, Instant until) {
    public Refinding {
        if (intervalSeconds < WorkflowLimits.REFIND_SECONDS.least()) {
            throw new IllegalArgumentException(
                    "inputs are found again at most every " + WorkflowLimits.REFIND_SECONDS.least() + " s");
        }
    }
}
