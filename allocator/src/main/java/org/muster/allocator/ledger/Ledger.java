package org.muster.allocator.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * The sole writer of files, jobs, outputs and allocations. One thread at a time; time comes in with each command.
 *
 * <p>A command is decided on memory and changes it at once, so that the next command of the same batch sees it. Nobody is
 * answered before the batch's rows are committed; when they are not, this ledger is thrown away and another is built from
 * what PostgreSQL holds.
 */
public final class Ledger {
    final Books books;
    final Moves moves;
    final Settings settings;
    private Changes changes;

    /**
     * @param instance name in default dataset names
     * @param stallLimit age of the last heartbeat at which a job is taken for dead
     */
    public record Settings(String instance, Duration stallLimit) {
        /** justIN's. */
        public static final Duration DEFAULT_STALL_LIMIT = Duration.ofMinutes(61);
    }

    public Ledger(Snapshot snapshot, Settings settings, Witness witness) {
        this.books = new Books(snapshot);
        this.settings = settings;
        this.changes = new Changes(books);
        this.moves = new Moves(books, () -> changes, witness);
    }

    public <A> A decide(Command<A> command, Instant now) {
        return command.decide(this, now);
    }

    /** The rows of everything decided since the last call. */
    public Batch takeBatch() {
        Batch batch = changes.take();
        changes = new Changes(books);
        return batch;
    }

    public Snapshot snapshot() {
        return books.snapshot();
    }

    Changes changes() {
        return changes;
    }

    public Counts counts() {
        return Counts.of(books);
    }
}
