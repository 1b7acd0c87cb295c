package org.muster.protocol.platform;

/**
 * What a worker made of one repair.
 *
 * @param problem why it failed; empty if it is done
 */
public record RepairResult(long repairId, String problem) {
    public static final int MAX_PROBLEM = 500;

    public RepairResult {
        if (problem.length() > MAX_PROBLEM) {
            problem = problem.substring(0, MAX_PROBLEM);
        }
    }

    public RepairOutcome outcome() {
        return problem.isEmpty() ? RepairOutcome.DONE : RepairOutcome.FAILED;
    }
}
