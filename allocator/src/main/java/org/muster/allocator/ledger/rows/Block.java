package org.muster.allocator.ledger.rows;

import org.muster.domain.workflow.StageRef;

/** File ids that belong to one stage, used or not: {@code number * 1024 + 1} to {@code number * 1024 + 1024}. */
public record Block(int number, StageRef stage) {
    public static final int BITS = 10;

    public static final int FILES = 1 << BITS;
}
