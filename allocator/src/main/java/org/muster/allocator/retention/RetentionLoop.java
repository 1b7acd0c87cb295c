package org.muster.allocator.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.EventsCsv;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.LogArchives;
import org.muster.allocator.journal.LogsCsv;
import org.muster.allocator.journal.TableSizes;
import org.muster.domain.retention.RetentionLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps tables from growing for ever, while pilots are served: whoever leads, one step after the other. It may stop at any line:
 * how far it came is in rows, and the next look goes on from there.
 */
public final class RetentionLoop implements AutoCloseable {
    /** Beside those of people and agents. */
    public static final int CONNECTIONS = 1;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(RetentionLoop.class);

    private final LedgerLoop ledger;
    private final List<RetentionStep> steps;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    });

    public RetentionLoop(LedgerLoop ledger, DataSource database, Retention configured, Clock clock) {
        this(ledger, database, configured, RetentionLimits.SPARE_BYTES, clock);
    }

    /** @param spareBytes that stay free on the disk of archives */
    RetentionLoop(LedgerLoop ledger, DataSource database, Retention configured, long spareBytes, Clock clock) {
        this.ledger = ledger;
        EventPartitions partitions = new EventPartitions(database);
        TableSizes sizes = new TableSizes(database);
        EventMonths months = new EventMonths(ledger, partitions, clock);
        Optional<ArchiveDirectory> directory =
                configured.directory().map(path -> new ArchiveDirectory(path, spareBytes));
        EventsArchive events =
                new EventsArchive(ledger, partitions, new EventsCsv(database), configured, directory, clock);
        LogsArchive logs =
                new LogsArchive(ledger, new LogArchives(database), new LogsCsv(database), configured, directory, clock);
        this.steps = List.of(
                new RetentionStep("no new month of events is begun", months::begin, clock),
                new RetentionStep("the sizes of tables are not noted", () -> note(sizes, clock), clock),
                new RetentionStep("events are not archived", events::archive, clock),
                new RetentionStep("events that are archived do not leave", events::letGo, clock),
                new RetentionStep("logs are not archived", logs::archive, clock),
                new RetentionStep("logs that are archived do not leave", logs::letGo, clock));
        ScheduledFuture<?> unused = looks.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void note(TableSizes sizes, Clock clock) throws JournalUnavailable {
        sizes.note(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** What did not come to its end last time, and why; it is tried again. */
    public List<String> troubles() {
        return steps.stream()
                .map(RetentionStep::trouble)
                .flatMap(Optional::stream)
                .toList();
    }

    /** It never throws: that would be the last look. */
    synchronized void look() {
        try {
            for (RetentionStep each : steps) {
                if (ledger.ready()) {
                    each.go();
                }
            }
        } catch (InterruptedException e) {
            LOG.info("what is not done is left to whoever leads next: {}", e.getMessage());
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
