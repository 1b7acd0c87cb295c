package org.muster.allocator.ledger.rows;

import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.StageRef;

/**
 * What changes of an input file.
 *
 * @param rse where the current or last attempt read it; empty before the first
 * @param site where the current or last attempt runs; empty before the first
 * @param replicaSet number of the set of RSEs that have it
 */
public record FileRecord(
        long id, StageRef stage, InputFileState state, int attempts, String rse, String site, int replicaSet) {}
