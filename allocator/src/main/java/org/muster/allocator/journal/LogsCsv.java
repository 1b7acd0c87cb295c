package org.muster.allocator.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.muster.domain.workflow.WorkflowId;

/** What the jobs of a workflow wrote, as lines of CSV (RFC 4180, UTF-8, a heading, times in UTC): one line a job that wrote anything. */
public final class LogsCsv {
    /** Jobs of one statement. A log has ten thousand characters at most. */
    private static final int JOBS = 2_000;

    private final DataSource database;
    private final Tables tables;

    public LogsCsv(DataSource database) {
        this.database = database;
        this.tables = new Tables(database);
    }

    private record Place(int stage, long job) {}

    public Pages of(WorkflowId workflow) {
        return new Pages(workflow);
    }

    /** Page by page. */
    public final class Pages {
        private final WorkflowId workflow;
        private Place last = new Place(0, 0);
        private CsvCopy.Heading heading = CsvCopy.Heading.WITH;
        private long lines;

        private Pages(WorkflowId workflow) {
            this.workflow = workflow;
        }

        /** That were written, without the heading. */
        public long lines() {
            return lines;
        }

        /**
         * Writes the logs of some more jobs.
         *
         * @return whether there were jobs
         */
        public boolean write(OutputStream out) throws JournalUnavailable, IOException {
            List<Place> next = tables.all(
                    String.format(Locale.ROOT, """
            select stage_id, job_id from (
                select stage_id, job_id from jobs where workflow_id = %1$d and (stage_id, job_id) > (%2$d, %3$d)
                order by stage_id, job_id limit %4$d) following
            order by stage_id desc, job_id desc limit 1
            """, workflow.number(), last.stage(), last.job(), JOBS),
                    new BoundConditions(),
                    row -> new Place(row.getInt("stage_id"), row.getLong("job_id")));
            if (next.isEmpty()) {
                return false;
            }
            Place to = next.get(0);
            String query =
                    String.format(Locale.ROOT, """
            select j.job_id, j.jobsub_id, j.workflow_id, j.stage_id, j.state, j.site,
                to_char(j.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as finished_at, l.why_ended, l.log
            from jobs j join job_logs l using (job_id)
            where j.workflow_id = %1$d and (j.stage_id, j.job_id) > (%2$d, %3$d) and (j.stage_id, j.job_id) <= (%4$d, %5$d)
                and l.log is not null
            order by j.stage_id, j.job_id
            """, workflow.number(), last.stage(), last.job(), to.stage(), to.job());
            lines += CsvCopy.of(database, query, heading, out);
            heading = CsvCopy.Heading.WITHOUT;
            last = to;
            return true;
        }
    }
}
