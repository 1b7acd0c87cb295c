package org.muster.allocator.retention;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.EventPartition;
import org.muster.allocator.journal.EventPartition.State;
import org.muster.allocator.journal.EventPartitions;
import org.muster.allocator.journal.EventsCsv;
import org.muster.allocator.journal.EventsFile;
import org.muster.allocator.journal.JournalUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes partitions of events out of the database: a file first, which is read back, and then the rows go. */
final class EventsArchive {
    private static final Logger LOG = LoggerFactory.getLogger(EventsArchive.class);

    private final LedgerLoop ledger;
    private final EventPartitions partitions;
    private final EventsCsv csv;
    private final Retention configured;
    private final Optional<ArchiveDirectory> directory;
    private final Clock clock;
    private final PieceByPiece pieces;

    EventsArchive(
            LedgerLoop ledger,
            EventPartitions partitions,
            EventsCsv csv,
            Retention configured,
            Optional<ArchiveDirectory> directory,
            Clock clock) {
        this.ledger = ledger;
        this.partitions = partitions;
        this.csv = csv;
        this.configured = configured;
        this.directory = directory;
        this.clock = clock;
        this.pieces = new PieceByPiece(ledger);
    }

    /** Writes the files of all partitions that are old enough. */
    void archive() throws IOException, JournalUnavailable, InterruptedException {
        if (directory.isEmpty() || configured.events().isEmpty()) {
            return;
        }
        Instant old = clock.instant().minus(configured.events().get());
        for (EventPartition partition : in(State.CLOSED)) {
            if (!partition.closedAt().orElseThrow().isAfter(old)) {
                write(partition, directory.get());
                LOG.info("events of partition {} are archived", partition.number());
            }
        }
    }

    /** Lets the rows of archived partitions go, if their files are still what they were; else these are to be written again. */
    void letGo() throws IOException, JournalUnavailable {
        if (directory.isEmpty()) {
            return;
        }
        for (EventPartition partition : in(State.ARCHIVED)) {
            EventsFile file = partition.file().orElseThrow();
            if (directory.get().holds(file.name(), file.sha256())) {
                partitions.drop(partition, clock.instant());
                LOG.info("events of partition {} have left the database", partition.number());
            } else {
                partitions.archiveAgain(partition);
                LOG.warn("the file of partition {} is not what it was: it is written again", partition.number());
            }
        }
    }

    private List<EventPartition> in(State state) throws JournalUnavailable {
        return partitions.all().stream()
                .filter(partition -> partition.state() == state)
                .toList();
    }

    private void write(EventPartition closed, ArchiveDirectory to)
            throws IOException, JournalUnavailable, InterruptedException {
        String name = name(closed);
        EventsCsv.Pages pages = csv.of(closed);
        ArchiveDirectory.Stored stored = to.write(
                name,
                Long.toString(ledger.epoch()),
                partitions.bytes(closed),
                out -> pieces.all(() -> pages.write(out)));
        partitions.archived(
                closed,
                new EventsFile(
                        name,
                        stored.bytes(),
                        stored.sha256(),
                        pages.lines(),
                        pages.last().orElseThrow(),
                        clock.instant()));
    }

    /** Sorts by time. */
    private static String name(EventPartition closed) {
        return String.format(
                Locale.ROOT,
                "events-%04d-%s-to-%s.csv.gz",
                closed.number(),
                day(closed.openedAt()),
                day(closed.closedAt().orElseThrow()));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
