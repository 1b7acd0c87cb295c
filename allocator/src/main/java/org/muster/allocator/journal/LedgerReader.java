package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.Ending;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads everything that belongs in memory and tells it to a ledger that is being loaded. */
final class LedgerReader {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final int FETCH_ROWS = 10_000;

    private static final String IN_MEMORY = " join workflows w using (workflow_id) where not w.retired";

    /** Jobs that have not ended, or not long ago, or have outputs that the catalogues do not know. */
    private static final String JOBS = """
            select j.* from jobs j join workflows w using (workflow_id)
            where not w.retired and (j.state in ('submitted', 'started', 'processing', 'outputting') or j.finished_at > ?
                or j.job_id in (select job_id from outputs
                    where unregistered and state in ('output', 'finding')))
            order by j.job_id
            """;

    private static final String ALLOCATIONS = """
            select a.*, j.workflow_id, f.did, r.wan_pfn, r.lan_pfn
            from jobs j join workflows w using (workflow_id) join allocations a using (job_id)
                join files f using (file_id) left join replicas r on r.file_id = a.file_id and r.rse = a.rse
            where not w.retired and j.state in ('submitted', 'started', 'processing', 'outputting')
            order by a.job_id, a.sequence
            """;

    private static final String OUTPUTS = """
            select o.* from outputs o join jobs j using (job_id) join workflows w on w.workflow_id = o.workflow_id
            where not w.retired and not o.voided and (o.registered_at is null or j.finished_at > ?)
            order by o.output_id
            """;

    private static final String ENDINGS = String.format(Locale.ROOT, """
            select workflow_id, state, site, %s as code,
                date_trunc('minute', finished_at, 'UTC') as minute, count(*) as jobs, max(job_id) as last_job,
                coalesce((array_agg(why_ended order by job_id desc) filter (where why_ended is not null))[1], '') as example
            from jobs j join workflows w using (workflow_id) left join job_logs using (job_id)
            where not w.retired and finished_at >= ? and %s
            group by 1, 2, 3, 4, 5
            """, Counting.CODE, Counting.ENDED);

    private final Connection connection;
    private final Loading loading;

    LedgerReader(Connection connection, Loading loading) {
        this.connection = connection;
        this.loading = loading;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    void read(Instant now) throws SQLException {
        each("select document from inventory", this::inventory);
        each("select workflow_id from workflows where retired", row -> loading.retired(row.getInt(1)));
        ofWorkflows(
                "select * from workflows where not retired order by workflow_id",
                row -> loading.workflow(WorkflowColumns.workflow(row)));
        each(
                "select number, rses from replica_sets order by number",
                row -> loading.replicaSet(WorkflowColumns.replicaSet(row)));
        each(
                "select block, workflow_id from file_blocks order by block",
                row -> loading.block(row.getInt(1), row.getInt(2)));
        each(
                "select ((file_id - 1) / " + Block.FILES + ")::int from files order by file_id desc limit 1",
                row -> loading.blocksTo(row.getInt(1)));
        ofWorkflows(
                "select block, workflow_id, stage_id from file_blocks order by block",
                row -> loading.block(WorkflowColumns.block(row)));
        ofWorkflows(
                "select workflow_id, stage_id, directory from stage_directories" + IN_MEMORY,
                row -> loading.directory(WorkflowColumns.directory(row)));
        new FileReader(connection, loading).read();
        each("select distinct file_id from allocations where hungry", row -> loading.hungry(row.getLong(1)));
        each(
                "select file_id, min(accessible_until) as until from replicas where accessible_until is not null"
                        + " group by 1",
                row -> loading.recall(row.getLong(1), Cells.time(row, "until")));
        ofWorkflows(Counting.jobs(Counting.IN_MEMORY), row -> loading.jobs(SumColumns.jobs(row)));
        ofWorkflows(
                ENDINGS,
                row -> loading.endings(
                        row.getInt("workflow_id"),
                        new Ending(
                                Cells.state(row, "state", JobState.class),
                                Cells.maybeText(row, "site").map(SiteName::new),
                                row.getInt("code")),
                        Cells.time(row, "minute"),
                        row.getLong("jobs"),
                        row.getLong("last_job"),
                        row.getString("example")),
                Loading.endingsSince(now).atOffset(ZoneOffset.UTC));
        OffsetDateTime kept = Loading.forgottenIfEndedBy(now).atOffset(ZoneOffset.UTC);
        ofWorkflows(JOBS, row -> loading.job(JobColumns.read(row)), kept);
        ofWorkflows(ALLOCATIONS, row -> loading.allocation(AllocationColumns.read(row), text(row)));
        ofWorkflows(
                Counting.outputsByDataset(Counting.IN_MEMORY),
                row -> loading.outputs(SumColumns.outputs(row), row.getInt("pattern_id"), row.getString("dataset")));
        ofWorkflows(
                "select workflow_id, did from outputs o" + IN_MEMORY + " and not o.voided",
                row -> loading.outputName(row.getInt(1), Did.parse(row.getString(2))));
        ofWorkflows(OUTPUTS, row -> loading.output(OutputColumns.read(row)), kept);
        loading.next(
                next("jobs", "job_id", "1"), next("outputs", "output_id", "1"), next("events", "event_id", "length"));
        each("select max(first_id) from event_partitions", row -> loading.startEvents(row.getLong(1)));
    }

    /** A job keeps a file whose address was lost since. */
    private static FileText text(ResultSet row) throws SQLException {
        String did = row.getString("did");
        return FileText.of(did, Cells.maybeText(row, "wan_pfn"), Cells.maybeText(row, "lan_pfn"))
                .orElseGet(() -> new FileText(did, "", Optional.empty()));
    }

    /** One that cannot be read is as none: the next that the inventory agent brings takes its place. */
    private void inventory(ResultSet row) {
        try {
            loading.inventory(WorkflowColumns.inventory(row));
        } catch (SQLException | RuntimeException e) {
            LOG.error("the stored inventory is not readable; nothing is given out before there is another", e);
        }
    }

    /** Rows of workflows; a row that makes no sense takes its workflow out, and no other. */
    private void ofWorkflows(String sql, Row reading, Object... parameters) throws SQLException {
        each(
                sql,
                row -> {
                    int workflow = row.getInt("workflow_id");
                    if (loading.wants(workflow)) {
                        try {
                            reading.read(row);
                        } catch (SQLException | RuntimeException e) {
                            loading.trouble(workflow, String.valueOf(e.getMessage()));
                        }
                    }
                },
                parameters);
    }

    private long next(String table, String id, String length) throws SQLException {
        long[] next = {1};
        each(
                String.format(Locale.ROOT, "select %s + %s from %s order by %1$s desc limit 1", id, length, table),
                row -> next[0] = row.getLong(1));
        return next[0];
    }

    private void each(String sql, Row reading, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_ROWS);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    reading.read(result);
                }
            }
        }
    }
}
