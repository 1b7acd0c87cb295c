package org.muster.allocator.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartition.State;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.ledger.commands.StartEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a partition of events with every month (UTC) if the one before has any. */
final class EventMonths {
    private static final Logger LOG = LoggerFactory.getLogger(EventMonths.class);

    private final LedgerLoop ledger;
    private final EventPartitions partitions;
    private final Clock clock;

    EventMonths(LedgerLoop ledger, EventPartitions partitions, Clock clock) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.clock = clock;
    }

    void begin() throws JournalUnavailable {
        EventPartition newest = newest();
        if (newest.state() == State.OPEN
                && isOver(month(newest.openedAt()))
                && partitions.lastId(newest).isPresent()) {
            partitions.cut(newest);
            newest = newest();
        }
        if (newest.state() == State.CUTTING) {
            partitions.prove(newest);
            partitions.close(newest, clock.instant());
            LOG.info("events since {} are a closed partition, number {}", newest.openedAt(), newest.number());
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
}
