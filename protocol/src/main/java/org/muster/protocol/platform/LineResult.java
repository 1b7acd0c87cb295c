package org.muster.protocol.platform;

import java.util.Optional;
import org.muster.domain.text.Absent;

/**
 * What a worker made of one line of a proposal.
 *
 * @param problem why it failed, if it did
 */
public record LineResult(long line, Optional<String> problem) {
    public static final int MAX_PROBLEM = 500;

    /** Results in one call. */
    public static final int MAX_IN_ONE_CALL = 1_000;

    public LineResult {
        problem = Absent.ifEmpty(problem).map(text -> text.substring(0, Math.min(text.length(), MAX_PROBLEM)));
    }

    public LineOutcome outcome() {
        return problem.isEmpty() ? LineOutcome.DONE : LineOutcome.FAILED;
    }
}
