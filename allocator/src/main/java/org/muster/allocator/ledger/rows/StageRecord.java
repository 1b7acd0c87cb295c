package org.muster.allocator.ledger.rows;

import org.muster.domain.workflow.StageRef;

/** What queries ask of a stage's order. */
public record StageRecord(StageRef stage, int maxAttempts) {}
