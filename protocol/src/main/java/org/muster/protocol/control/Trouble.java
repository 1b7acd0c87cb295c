package org.muster.protocol.control;

import org.muster.domain.workflow.WorkflowId;

/** A workflow whose rows the allocator could not make sense of: it is set aside, and everything else goes on. */
public record Trouble(WorkflowId workflow, String reason) {}
