package org.muster.connectors.rucio;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.data.Did;

/**
 * A promise that Rucio gave.
 *
 * @param state Rucio's word, e.g. OK, REPLICATING, STUCK
 * @param error why it is stuck, if it is
 * @param stuckAt since when
 * @param expiresAt empty for no end
 */
public record ReplicationRule(
        String id,
        Did did,
        String account,
        int copies,
        String rseExpression,
        String state,
        long locksOk,
        Optional<String> error,
        Optional<Instant> stuckAt,
        Optional<Instant> createdAt,
        Optional<Instant> expiresAt) {
    /** Whether it is kept for all {@code files}. OK alone is said of what Rucio has not looked at yet, too. */
    public boolean keptFor(long files) {
        return state.equals("OK") && locksOk == files * copies;
    }

    boolean answers(RuleTerms wanted) {
        return account.equals(wanted.account())
                && copies == wanted.copies()
                && rseExpression.equals(wanted.rseExpression());
    }
}
