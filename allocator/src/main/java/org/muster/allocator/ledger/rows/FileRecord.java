package org.muster.allocator.ledger.rows;

import java.util.Optional;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.StageRef;

/**
 * What changes of an input file.
 *
 * @param rse where the current or last attempt read it
 * @param site where the current or last attempt runs
 * @param replicaSet number of the set of RSEs that have it
 */
public record FileRecord(
        long id,
        StageRef stage,
        InputFileState state,
        int attempts,
        Optional<String> rse,
        Optional<String> site,
        int replicaSet) {}
