package org.muster.allocator.commit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.ledger.FileText;

/** Writes one batch after the other on a thread of its own, while the ledger decides the next, and keeps the lead between them. */
final class Committer {
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private final PostgresJournal journal;
    private final Runnable settled;
    private final ArrayBlockingQueue<DecidedBatch> handed = new ArrayBlockingQueue<>(1);
    private final Thread thread = new Thread(this::run, "committer");

    /** @param settled called on this thread whenever the outcome of a batch is there */
    Committer(PostgresJournal journal, Runnable settled) {
        this.journal = journal;
        this.settled = settled;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /** The one before must be settled. */
    void write(DecidedBatch batch) {
        handed.add(batch);
    }

    private void run() {
        try {
            while (true) {
                DecidedBatch batch = handed.poll(RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
                if (batch == null) {
                    journal.keepLead();
                } else {
                    batch.settle(write(journal, batch));
                    settled.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How a commit went. Without texts it failed, or nobody knows. */
    record Outcome(
            Optional<List<Optional<FileText>>> texts,
            @Nullable Throwable problem,
            long nanos) {}

    private static Outcome write(PostgresJournal journal, DecidedBatch batch) {
        long begin = System.nanoTime();
        try {
            List<Optional<FileText>> texts = journal.write(batch.rows());
            return new Outcome(Optional.of(texts), null, System.nanoTime() - begin);
        } catch (JournalUnavailable | RuntimeException e) {
            return new Outcome(Optional.empty(), e, System.nanoTime() - begin);
        }
    }
}
