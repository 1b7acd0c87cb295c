package org.muster.protocol.platform;

import java.util.List;
import java.util.Optional;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;

/**
 * A workflow of its own, outside any campaign (justIN's simple-workflow).
 *
 * @param refinding given if the inputs grow: the query is asked again and again
 * @param scope test scopes need no approval within the quota; every other scope does
 */
public record WorkflowSubmission(
        String description, String scope, String mql, Optional<Refinding> refinding, List<StageOrder> stages) {
    public WorkflowSubmission {
        stages = List.copyOf(stages);
    }

    /** The inputs are found once. */
    public WorkflowSubmission(String description, String scope, String mql, List<StageOrder> stages) {
        this(description, scope, mql, Optional.empty(), stages);
    }
}
