package org.muster.allocator.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.ledger.commands.StartEvents;
import org.muster.domain.failure.GrowingPause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a partition of events with every month (UTC) that has any, while pilots are served: whoever leads, one step after the
 * other. It may stop at any line: where each partition stands is in its row, and the next look goes on from there.
 */
public final class EventRetention implements AutoCloseable {
    /** Beside those of people and agents. */
    public static final int CONNECTIONS = 1;

    /** A step that failed keeps nobody waiting, but is not tried all the time. */
    static final GrowingPause PAUSE = new GrowingPause(Duration.ofMinutes(1), 2, Duration.ofHours(1));

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(EventRetention.class);

    private final LedgerLoop ledger;
    private final EventPartitions partitions;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "event-retention");
        thread.setDaemon(true);
        return thread;
    });
    private int failures;
    private Instant notBefore = Instant.MIN;
    private volatile Optional<String> trouble = Optional.empty();

    public EventRetention(LedgerLoop ledger, EventPartitions partitions, Clock clock) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.clock = clock;
        ScheduledFuture<?> unused = looks.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why the last step did not come to its end; it is tried again. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** It never throws: that would be the last look. */
    synchronized void look() {
        if (!ledger.ready() || clock.instant().isBefore(notBefore)) {
            return;
        }
        try {
            advance();
            failures = 0;
            trouble = Optional.empty();
        } catch (JournalUnavailable | RuntimeException e) {
            failures++;
            Duration pause = PAUSE.after(failures);
            notBefore = clock.instant().plus(pause);
            trouble = Optional.of(reason(e));
            LOG.warn("events stay where they are, tried again in {}: {}", pause, reason(e), e);
        }
    }

    private static String reason(Throwable problem) {
        return problem.getCause() == null
                ? String.valueOf(problem.getMessage())
                : problem.getMessage() + ": " + problem.getCause().getMessage();
    }

    private void advance() throws JournalUnavailable {
        EventPartition newest = newest();
        if (newest.state() == EventPartition.State.OPEN
                && isOver(month(newest.openedAt()))
                && partitions.lastId(newest).isPresent()) {
            partitions.cut(newest);
            newest = newest();
        }
        if (newest.state() == EventPartition.State.CUTTING) {
            partitions.prove(newest);
            partitions.close(newest, clock.instant());
            LOG.info("events of the partition that began at {} are closed", newest.openedAt());
        }
        startEvents();
    }

    private EventPartition newest() throws JournalUnavailable {
        List<EventPartition> all = partitions.all();
        return all.get(all.size() - 1);
    }

    private boolean isOver(YearMonth month) {
        return month.isBefore(month(clock.instant()));
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** At every look: a ledger that was loaded before the partition was made knows nothing of it. */
    private void startEvents() throws JournalUnavailable {
        try {
            ledger.submit(new StartEvents(newest().firstId())).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the ledger does not know where events go", e);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
