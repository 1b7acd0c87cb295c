package org.muster.allocator.ledger.commands;

import java.time.Instant;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;

/** Events have ids from here on, if not from further: those before are of a partition that is to be closed. */
public record StartEvents(long first) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Books books, Instant now) {
        books.startEvents(first);
        return Answer.Done.DONE;
    }
}
