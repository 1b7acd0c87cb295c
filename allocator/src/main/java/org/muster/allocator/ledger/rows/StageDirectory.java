package org.muster.allocator.ledger.rows;

import org.muster.allocator.storage.StoragePath;
import org.muster.domain.workflow.StageRef;

/** A directory with inputs of a stage. */
public record StageDirectory(StageRef stage, StoragePath directory) {}
