package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;

/** Voided outputs of which no bytes are left; who sends this has read their rows. */
public record MarkCleared(List<OutputRecord> outputs) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Ledger ledger, Instant now) {
        for (OutputRecord output : outputs) {
            ledger.changes().cleared(output, now);
            ledger.books.heldNames.release(output.did());
        }
        return Answer.Done.DONE;
    }

    @Override
    public String toString() {
        return "MarkCleared[" + outputs.size() + "]";
    }
}
