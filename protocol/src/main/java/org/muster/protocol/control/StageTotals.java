package org.muster.protocol.control;

import org.muster.domain.workflow.StageRef;

/**
 * What the jobs of a stage took and left, in all.
 *
 * @param realSeconds of all its jobs, on however many processors
 * @param outputBytes of its confirmed outputs
 */
public record StageTotals(StageRef stage, double realSeconds, long outputBytes) {}
