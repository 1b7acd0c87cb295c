package org.muster.protocol.platform;

import org.muster.domain.workflow.WorkflowId;

/** The workflow that was made, or had been made by an earlier try of the same call. */
public record MadeWorkflow(WorkflowId workflow) {}
