package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;

/** Outputs that the catalogues know now. Those marked before are left as they are. */
public record MarkRegistered(List<Long> outputs) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Ledger ledger, Instant now) {
        for (long id : outputs) {
            OutputFile output = ledger.books.unregistered.get(id);
            if (output != null) {
                ledger.moves.registered(output, now);
            }
        }
        return Answer.Done.DONE;
    }
}
