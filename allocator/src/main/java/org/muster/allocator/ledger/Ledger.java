package org.muster.allocator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.books.Allocation;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Changes;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Moves;
import org.muster.allocator.ledger.books.Witness;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.Snapshot;

/**
 * The sole writer of files, jobs, outputs and allocations. One thread at a time; time comes in with each command.
 *
 * <p>A command is decided on memory and changes it at once, so that the next command of the same batch sees it. Nobody is
 * answered before the batch's rows are committed; when they are not, this ledger is thrown away and another is built from
 * what PostgreSQL holds.
 */
public final class Ledger {
    public final Books books;
    public final Moves moves;
    public final Settings settings;
    private Changes changes;

    /**
     * @param instance name in default dataset names
     * @param stallLimit age of the last heartbeat at which a job is taken for dead
     * @param lookAgain between two looks for replicas of a file that was not found
     */
    public record Settings(String instance, Duration stallLimit, Duration lookAgain) {
        /** justIN's. */
        public static final Duration DEFAULT_STALL_LIMIT = Duration.ofMinutes(61);

        public static final Duration DEFAULT_LOOK_AGAIN = Duration.ofHours(1);

        public Settings(String instance, Duration stallLimit) {
            this(instance, stallLimit, DEFAULT_LOOK_AGAIN);
        }
    }

    public Ledger(Loading loaded, Settings settings, Witness witness) {
        this.books = loaded.books();
        this.settings = settings;
        this.changes = new Changes(books);
        this.moves = new Moves(books, () -> changes, witness);
    }

    /** Jobs that ended by then have left memory by now. */
    public static Instant forgottenIfEndedBy(Instant now) {
        return now.minus(Books.ENDED_KEPT);
    }

    /** A ledger that has never been told anything. */
    public static Ledger empty(Settings settings, Witness witness) {
        return new Ledger(new Loading().done(Instant.EPOCH), settings, witness);
    }

    public <A> A decide(Command<A> command, Instant now) {
        books.forgetEnded(now);
        moves.endRecalls(now);
        return command.decide(this, now);
    }

    /** Everything decided since the last call. */
    public Taken take() {
        Changes taken = changes;
        changes = new Changes(books);
        return new Taken(taken.take(), taken.granted());
    }

    /** A batch that is to be committed. */
    public static final class Taken {
        private final Batch batch;
        private final List<Allocation> granted;

        private Taken(Batch batch, List<Allocation> granted) {
            this.batch = batch;
            this.granted = granted;
        }

        public Batch batch() {
            return batch;
        }

        /** It is committed. {@code texts} are those of its new allocations, in their order. */
        public void committed(List<Optional<FileText>> texts) {
            for (int i = 0; i < granted.size(); i++) {
                texts.get(i).ifPresent(granted.get(i)::hasText);
            }
        }
    }

    /** Workflows that could not be read, and why. */
    public Map<Integer, String> setAside() {
        return Map.copyOf(books.setAside);
    }

    public Snapshot snapshot() {
        return books.snapshot();
    }

    public Changes changes() {
        return changes;
    }

    public Counts counts() {
        return Counts.of(books);
    }
}
