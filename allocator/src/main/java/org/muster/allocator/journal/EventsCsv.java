package org.muster.allocator.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.domain.event.EventType;
import org.muster.domain.input.CounterFile;

/**
 * Events as lines of CSV (RFC 4180, UTF-8, a heading, times in UTC): one line an event, with the names that its numbers stand for
 * besides the numbers, so that they can be read without the database.
 */
public final class EventsCsv {
    /** Written with one statement: no snapshot is held for long. */
    private static final int ROWS = 20_000;

    private static final String NAME = Arrays.stream(EventType.values())
            .map(type -> "when " + type.number() + " then '" + type.name() + "'")
            .collect(Collectors.joining(" ", "case e.type ", " end"));

    private final DataSource database;
    private final Tables tables;

    public EventsCsv(DataSource database) {
        this.database = database;
        this.tables = new Tables(database);
    }

    /** The first lines of a partition's file, and what follows them. */
    public Pages of(EventPartition partition) {
        return new Pages(partition);
    }

    /** Page by page. */
    public final class Pages {
        private final EventPartition partition;
        private OptionalLong last = OptionalLong.empty();
        private long lines;

        private Pages(EventPartition partition) {
            this.partition = partition;
        }

        /** Of the rows that were written. */
        public OptionalLong last() {
            return last;
        }

        /** That were written, without the heading. */
        public long lines() {
            return lines;
        }

        /**
         * Writes the next page, if there is any.
         *
         * @return whether there was
         */
        public boolean write(OutputStream out) throws JournalUnavailable, IOException {
            long after = last.orElse(partition.firstId() - 1);
            List<Long> to = tables.all(
                    String.format(Locale.ROOT, """
            select event_id from (
                select event_id from %s where event_id > %d order by event_id limit %d) following
            order by event_id desc limit 1
            """, partition.table(), after, ROWS),
                    new BoundConditions(),
                    row -> row.getLong(1));
            if (to.isEmpty()) {
                return false;
            }
            lines += copy(after, to.get(0), out);
            last = OptionalLong.of(to.get(0));
            return true;
        }

        /** Old rows have zeros and empty texts for what is absent; see {@link TableSql#EVENTS}. */
        private long copy(long after, long to, OutputStream out) throws JournalUnavailable, IOException {
            return CsvCopy.of(
                    database,
                    String.format(Locale.ROOT, """
            select e.event_id + n.place as event_id,
                to_char(e.time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time, e.type, %s as name,
                e.workflow_id, nullif(e.stage_id, 0) as stage_id, nullif(e.file_id, 0) + n.place as file_id,
                nullif(e.output_id, 0) as output_id, nullif(e.job_id, 0) as job_id,
                case when f.did not like '%%:%%' then '%s:' || f.did else coalesce(f.did, o.did) end as did,
                j.jobsub_id, nullif(e.site, '') as site, nullif(e.entry, '') as entry, nullif(e.rse, '') as rse, e.exit_code
            from %s e cross join lateral generate_series(0, e.length - 1) n(place)
            left join files f on f.file_id = e.file_id + n.place left join outputs o on o.output_id = e.output_id
            left join jobs j on j.job_id = e.job_id
            where e.event_id > %d and e.event_id <= %d order by e.event_id, n.place
            """, NAME, CounterFile.SCOPE, partition.table(), after, to),
                    last.isEmpty() ? CsvCopy.Heading.WITH : CsvCopy.Heading.WITHOUT,
                    out);
        }
    }
}
