package org.muster.protocol.control;

import org.muster.domain.workflow.WorkflowId;

/**
 * How many confirmed outputs of one workflow the catalogues do not know yet.
 *
 * @param outputs more than none
 */
public record WaitingOutputs(WorkflowId workflow, long outputs) {}
