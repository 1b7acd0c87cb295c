package org.muster.connectors.rucio;

import org.muster.domain.data.Did;

/** A promise that Rucio gave. {@code state} is Rucio's word, e.g. OK, REPLICATING, STUCK. */
public record Rule(
        String id,
        Did did,
        String account,
        int copies,
        String rseExpression,
        String state,
        long locksOk,
        long locksReplicating,
        long locksStuck,
        String error) {
    boolean answers(NewRule wanted) {
        return account.equals(wanted.account())
                && copies == wanted.copies()
                && rseExpression.equals(wanted.rseExpression());
    }
}
