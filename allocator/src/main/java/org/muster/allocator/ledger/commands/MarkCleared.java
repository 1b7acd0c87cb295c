package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.rows.OutputRecord;

/** Voided outputs of which no bytes are left; who sends this has read their rows. */
public record MarkCleared(List<OutputRecord> outputs) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Books books, Instant now) {
        for (OutputRecord output : outputs) {
            books.clear(output, now);
        }
        return Answer.Done.DONE;
    }

    @Override
    public String toString() {
        return "MarkCleared[" + outputs.size() + "]";
    }
}
