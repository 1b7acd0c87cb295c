package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.Map;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Taken;
import org.muster.allocator.ledger.rows.Snapshot;

/**
 * The sole writer of files, jobs, outputs and allocations. One thread at a time; time comes in with each command.
 *
 * <p>A command is decided on memory and changes it at once, so that the next command of the same batch sees it. Nobody is
 * answered before the batch's rows are committed; when they are not, this ledger is thrown away and another is built from
 * what PostgreSQL holds.
 */
public final class Ledger {
    private final Books books;

    public Ledger(Loading loaded) {
        this.books = loaded.books();
    }

    public <A> A decide(Command<A> command, Instant now) {
        books.pass(now);
        return command.decide(books, now);
    }

    /** Everything decided since the last call. */
    public Taken take() {
        return books.take();
    }

    /** Workflows that could not be read, and why. */
    public Map<Integer, String> setAside() {
        return Map.copyOf(books.setAside());
    }

    public Snapshot snapshot() {
        return books.snapshot();
    }

    public LedgerCounts counts() {
        return LedgerCounts.of(books);
    }
}
