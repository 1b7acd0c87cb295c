package org.muster.allocator.ledger;

import java.time.Instant;
import org.muster.allocator.ledger.books.Books;

/** Something asked of the ledger. Deciding it reads and changes the ledger's memory only; the rows go out with its batch. */
public interface Command<A> {
    A decide(Books books, Instant now);
}
