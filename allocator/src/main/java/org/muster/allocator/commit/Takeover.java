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
import org.muster.domain.failure.GrowingPause;
import org.muster.domain.failure.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First the lead, then the ledger, attempted until both are there. */
final class Takeover {
    /** Between attempts while another leads. */
    private static final Duration STANDBY_PAUSE = Duration.ofMillis(300);

    /** Between attempts while PostgreSQL is away. */
    private static final GrowingPause OUTAGE_PAUSE = new GrowingPause(Duration.ofMillis(200), 2, Duration.ofSeconds(5));

    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final PostgresJournal journal;
    private final LedgerSettings settings;
    private final Clock clock;
    private final Witness witness;
    private volatile boolean standby;
    /** Its end is said with what was loaded. */
    private final Outage outage = new Outage(e -> LOG.warn("{}: {}", e.getMessage(), cause(e)), () -> {});

    private int failures;

    /** Said already since the ledger was last loaded; empty if none. Another one is said again, so it is no outage. */
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
            outage.met(e);
            failures++;
            return null;
        } catch (RuntimeException e) {
            // The lease, if there is one, is kept or not as PostgreSQL says at the next attempt.
            if (!defect.equals(e.toString())) {
                defect = e.toString();
                LOG.error("the ledger could not be taken over; attempted again", e);
            }
            failures++;
            return null;
        }
    }

    private Ledger load() throws JournalUnavailable {
        long begin = System.nanoTime();
        Ledger loaded = new Ledger(journal.load(new Loading(settings, witness), clock.instant()));
        outage.over();
        failures = 0;
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
        return standby ? STANDBY_PAUSE : OUTAGE_PAUSE.after(failures);
    }

    static String cause(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
