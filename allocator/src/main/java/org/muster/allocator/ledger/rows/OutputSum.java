package org.muster.allocator.ledger.rows;

import org.muster.domain.data.OutputFileState;
import org.muster.domain.workflow.StageRef;

/**
 * How many outputs of a stage are in a state; those that are voided count nowhere.
 *
 * @param bytes of those that are confirmed
 * @param events of those that are confirmed for a dataset
 */
public record OutputSum(StageRef stage, OutputFileState state, long outputs, long bytes, long events) {}
