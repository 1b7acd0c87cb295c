package org.muster.allocator.commit;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.books.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First the lead, then the ledger, attempted until both are there. */
final class Takeover {
    /** Between attempts while another leads. */
    private static final Duration STANDBY_PAUSE = Duration.ofMillis(300);

    /** Between attempts while PostgreSQL is away: doubled each time, to the longest. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final PostgresJournal journal;
    private final LedgerSettings settings;
    private final Clock clock;
    private final Witness witness;
    private volatile boolean standby;
    private Duration outagePause = Duration.ZERO;

    /** Said already since the ledger was last loaded; empty if none. */
    private String defect = "";

    Takeover(PostgresJournal journal, LedgerSettings settings, Clock clock, Witness witness) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.witness = witness;
    }

    /** Whether another leads. */
    boolean standby() {
        return standby;
    }

    /** The ledger, if this allocator leads now and PostgreSQL has told it everything. */
    @Nullable
    Ledger attempt() {
        try {
            boolean leads = journal.lead();
            if (!leads && !standby) {
                LOG.info("another allocator leads; standing by");
            }
            standby = !leads;
            return leads ? load() : null;
        } catch (JournalUnavailable e) {
            if (outagePause.isZero()) {
                LOG.warn("{}: {}", e.getMessage(), cause(e));
            }
            outagePause = longer(outagePause);
            return null;
        } catch (RuntimeException e) {
            // The lease, if there is one, is kept or not as PostgreSQL says at the next attempt.
            if (!defect.equals(e.toString())) {
                defect = e.toString();
                LOG.error("the ledger could not be taken over; attempted again", e);
            }
            outagePause = longer(outagePause);
            return null;
        }
    }

    private Ledger load() throws JournalUnavailable {
        long begin = System.nanoTime();
        Ledger loaded = new Ledger(journal.load(new Loading(settings, witness), clock.instant()));
        outagePause = Duration.ZERO;
        defect = "";
        LOG.info(
                "leading in epoch {}; the ledger is loaded in {} ms: {}",
                journal.epoch(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                loaded.counts());
        loaded.setAside()
                .forEach((workflow, why) -> LOG.error("w{} is set aside, its rows make no sense: {}", workflow, why));
        return loaded;
    }

    /** Before the next attempt. */
    Duration pause() {
        return standby ? STANDBY_PAUSE : outagePause;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    static String cause(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
