package org.muster.protocol.control;

import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/** A workflow whose inputs are still to be found. */
public record InputQuery(WorkflowId workflow, StageRef stage, String mql) {}
