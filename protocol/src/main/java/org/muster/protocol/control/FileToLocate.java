package org.muster.protocol.control;

import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;

/** An input file whose replicas are to be looked up. */
public record FileToLocate(long fileId, StageRef stage, Did did) {}
