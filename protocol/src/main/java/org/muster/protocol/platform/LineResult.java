package org.muster.protocol.platform;

/**
 * What a worker made of one line of a proposal.
 *
 * @param problem why it failed; empty if it is done
 */
public record LineResult(long line, String problem) {
    public static final int MAX_PROBLEM = 500;

    /** Results in one call. */
    public static final int MAX_IN_ONE_CALL = 1_000;

    public LineResult {
        if (problem.length() > MAX_PROBLEM) {
            problem = problem.substring(0, MAX_PROBLEM);
        }
    }

    public LineOutcome outcome() {
        return problem.isEmpty() ? LineOutcome.DONE : LineOutcome.FAILED;
    }
}
