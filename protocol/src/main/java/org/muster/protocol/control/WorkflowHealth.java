package org.muster.protocol.control;

import java.util.Map;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.WorkflowId;

/** Jobs of one workflow that ended in the window, for the sick-workflow rule. {@code well} counts started, processing, outputting and finished ones. */
public record WorkflowHealth(
        WorkflowId workflow,
        long jobscriptErrors,
        long noneProcessed,
        long well,
        Map<SiteName, Long> errorsBySite,
        Map<Integer, Long> exitCodes) {}
