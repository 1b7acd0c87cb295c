package org.muster.allocator.retention;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.ArchivedLogs;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.LogArchives;
import org.muster.allocator.journal.LogsCsv;
import org.muster.domain.workflow.WorkflowId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the logs of workflows that are over out of the database: a file for each first, which is read back, and then the rows. */
final class LogsArchive {
    private static final Logger LOG = LoggerFactory.getLogger(LogsArchive.class);

    private final LedgerLoop ledger;
    private final LogArchives archives;
    private final LogsCsv csv;
    private final Retention configured;
    private final Optional<ArchiveDirectory> directory;
    private final Clock clock;
    private final PieceByPiece pieces;

    LogsArchive(
            LedgerLoop ledger,
            LogArchives archives,
            LogsCsv csv,
            Retention configured,
            Optional<ArchiveDirectory> directory,
            Clock clock) {
        this.ledger = ledger;
        this.archives = archives;
        this.csv = csv;
        this.configured = configured;
        this.directory = directory;
        this.clock = clock;
        this.pieces = new PieceByPiece(ledger);
    }

    /** Writes the files of some workflows that are over for long enough. */
    void archive() throws IOException, JournalUnavailable, InterruptedException {
        archives.note(clock.instant());
        if (directory.isEmpty() || configured.logs().isEmpty()) {
            return;
        }
        for (WorkflowId workflow :
                archives.due(clock.instant().minus(configured.logs().get()))) {
            if (archives.logs(workflow) == 0) {
                archives.withoutLogs(workflow, clock.instant());
            } else {
                write(workflow, directory.get());
                LOG.info("the logs of {} are archived", workflow);
            }
        }
    }

    private void write(WorkflowId workflow, ArchiveDirectory to)
            throws IOException, JournalUnavailable, InterruptedException {
        String name = String.format(Locale.ROOT, "logs-w%06d.csv.gz", workflow.number());
        LogsCsv.Pages pages = csv.of(workflow);
        ArchiveDirectory.Stored stored = to.write(
                name,
                Long.toString(ledger.epoch()),
                archives.bytes(workflow),
                out -> pieces.all(() -> pages.write(out)));
        archives.archived(
                new ArchivedLogs(workflow, pages.lines(), name, stored.bytes(), stored.sha256(), clock.instant()));
    }

    /** Lets archived logs go, if their files are still what they were. */
    void letGo() throws IOException, JournalUnavailable, InterruptedException {
        if (directory.isEmpty()) {
            return;
        }
        for (ArchivedLogs logs : archives.toLetGo()) {
            if (directory.get().holds(logs.name(), logs.sha256())) {
                letGo(logs);
            } else if (archives.logs(logs.workflow()) == logs.jobs()) {
                archives.archiveAgain(logs);
                LOG.warn("{} is not what it was: it is written again", logs.name());
            } else {
                throw new IOException(logs.name() + " is not what it was, and some logs are nowhere else: put it back");
            }
        }
    }

    private void letGo(ArchivedLogs logs) throws IOException, JournalUnavailable, InterruptedException {
        pieces.all(() -> archives.letSomeGo(logs) > 0);
        archives.emptied(logs, clock.instant());
        LOG.info("the logs of {} have left the database", logs.workflow());
    }
}
