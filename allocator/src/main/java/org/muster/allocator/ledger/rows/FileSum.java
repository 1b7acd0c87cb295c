package org.muster.allocator.ledger.rows;

import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.StageRef;

/** How many input files of a stage are in a state. */
public record FileSum(StageRef stage, InputFileState state, long files) {}
