package org.muster.protocol.platform;

import java.util.List;
import org.muster.protocol.control.StageOrder;

/**
 * A workflow of its own, outside any campaign (justIN's simple-workflow).
 *
 * @param scope test scopes need no approval within the quota; every other scope does
 */
public record WorkflowSubmission(String description, String scope, String mql, List<StageOrder> stages) {
    public WorkflowSubmission {
        stages = List.copyOf(stages);
    }
}
