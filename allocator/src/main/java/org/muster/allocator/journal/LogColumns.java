package org.muster.allocator.journal;

import java.util.List;
import org.muster.allocator.ledger.rows.LogRecord;
import org.muster.allocator.ledger.rows.RowKind;

/** The table of what jobs have said last, and of why they ended. */
final class LogColumns {
    private static final Columns<LogRecord> LOGS = new Columns<LogRecord>("job_logs")
            .longs("job_id", LogRecord::jobId)
            .text("log", LogRecord::text)
            .text("why_ended", LogRecord::whyEnded);

    static final List<Write<?>> WRITES =
            List.of(new Write<>(RowKind.LOGS, """
            insert into job_logs as l (job_id, log, why_ended)
            select u.job_id, u.log, u.why_ended
            from (select unnest(?::bigint[]) as job_id, unnest(?::text[]) as log, unnest(?::text[]) as why_ended) as u
            on conflict (job_id) do update set
                log = case when excluded.log = '' then l.log else excluded.log end,
                why_ended = case when excluded.why_ended = '' then l.why_ended else excluded.why_ended end
            """, LOGS.named("job_id", "log", "why_ended")));

    private LogColumns() {}
}
