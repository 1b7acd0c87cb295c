package org.muster.webapp.slices;

import java.time.Instant;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;

/**
 * One that was started and is not over.
 *
 * @param jobs of its first stage, as planned
 */
record SliceAtWork(WorkflowId workflow, WorkflowState state, long jobs, Instant startedAt) {}
