package org.muster.allocator.server;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether somebody has mended the rows of a workflow that was set aside; then the ledger is loaded again, with it. */
final class Repairs implements AutoCloseable {
    private static final long SECONDS_BETWEEN_LOOKS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final LedgerLoop ledger;
    private final PostgresJournal journal;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "repairs");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Integer, String> watched = Map.of();
    private long seen;

    Repairs(LedgerLoop ledger, PostgresJournal journal) {
        this.ledger = ledger;
        this.journal = journal;
        ScheduledFuture<?> unused =
                looks.scheduleWithFixedDelay(this::look, 1, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    /** Also asked for by whoever has just mended something. */
    synchronized void look() {
        try {
            Map<Integer, String> now = ledger.setAside();
            long fingerprint = now.isEmpty() ? 0 : journal.fingerprint(now.keySet());
            if (now.equals(watched) && fingerprint != seen) {
                LOG.info("rows of {} have changed: the ledger is loaded again", now.keySet());
                ledger.loadAgain();
            }
            watched = now;
            seen = fingerprint;
        } catch (JournalUnavailable e) {
            LOG.debug("nobody knows whether rows were mended", e);
        } catch (RuntimeException e) {
            // Thrown on, it would be the last look.
            LOG.error("nobody knows whether rows were mended", e);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
