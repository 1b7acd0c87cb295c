package org.muster.allocator.journal;

import java.util.List;
import org.muster.allocator.ledger.rows.LogRecord;
import org.muster.allocator.ledger.rows.RowKind;

/** The table of what jobs have said last, and of why they ended. */
final class LogColumns {
    private static final Columns<LogRecord> LOGS = new Columns<LogRecord>("job_logs")
            .longs("job_id", LogRecord::jobId)
            .changingIfPresent()
            .maybeText("log", LogRecord::text)
            .maybeText("why_ended", LogRecord::whyEnded);

    static final List<Write<?>> WRITES = List.of(LOGS.insertOrUpdate(RowKind.LOGS));

    private LogColumns() {}
}
