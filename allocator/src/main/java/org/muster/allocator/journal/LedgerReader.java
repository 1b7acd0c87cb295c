package org.muster.allocator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.books.Loading;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.allocator.storage.StoragePath;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Json;
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
            select a.*, j.workflow_id, f.did, coalesce(r.wan_pfn, '') as wan_pfn, coalesce(r.lan_pfn, '') as lan_pfn
            from jobs j join workflows w using (workflow_id) join allocations a using (job_id)
                join files f using (file_id) left join replicas r on r.file_id = a.file_id and r.rse = a.rse
            where not w.retired and j.state in ('submitted', 'started', 'processing', 'outputting')
            order by a.job_id, a.sequence
            """;

    private static final String OUTPUTS = """
            select o.* from outputs o join jobs j using (job_id) join workflows w on w.workflow_id = o.workflow_id
            where not w.retired and not o.voided and (o.registered_at = 'epoch' or j.finished_at > ?)
            order by o.output_id
            """;

    private static final String OUTPUT_COUNTS = """
            select workflow_id, stage_id, pattern_id, o.state, dataset, count(*),
                greatest(0, least(sum(events), 9223372036854775807))::bigint as events
            from outputs o join workflows w using (workflow_id) where not w.retired and not o.voided
            group by 1, 2, 3, 4, 5
            """;

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
        each("select document from inventory", row -> inventory(row.getString(1)));
        each("select workflow_id from workflows where retired", row -> loading.retired(row.getInt(1)));
        ofWorkflows(
                "select * from workflows where not retired order by workflow_id",
                row -> loading.workflow(workflow(row)));
        each(
                "select number, rses from replica_sets order by number",
                row -> loading.replicaSet(
                        new ReplicaSet(row.getInt(1), List.of(row.getString(2).split(" ", -1)))));
        each(
                "select block, workflow_id from file_blocks order by block",
                row -> loading.block(row.getInt(1), row.getInt(2)));
        each(
                "select ((file_id - 1) / " + Block.FILES + ")::int from files order by file_id desc limit 1",
                row -> loading.blocksTo(row.getInt(1)));
        ofWorkflows(
                "select block, workflow_id, stage_id from file_blocks order by block",
                row -> loading.block(new Block(row.getInt(1), stage(row))));
        ofWorkflows(
                "select workflow_id, stage_id, directory from stage_directories" + IN_MEMORY,
                row -> loading.directory(new StageDirectory(stage(row), new StoragePath(row.getString("directory")))));
        new FileReader(connection, loading).read();
        each("select distinct file_id from allocations where hungry", row -> loading.hungry(row.getLong(1)));
        each(
                "select file_id, min(accessible_until) as until from replicas where accessible_until < 'infinity'"
                        + " group by 1",
                row -> loading.recall(row.getLong(1), time(row, "until")));
        ofWorkflows(
                "select workflow_id, stage_id, state, count(*) from jobs" + IN_MEMORY + " group by 1, 2, 3",
                row -> loading.jobs(stage(row), JobState.valueOf(upper(row.getString("state"))), row.getLong("count")));
        OffsetDateTime kept = Ledger.forgottenIfEndedBy(now).atOffset(ZoneOffset.UTC);
        ofWorkflows(JOBS, row -> loading.job(job(row)), kept);
        ofWorkflows(
                ALLOCATIONS,
                row -> loading.allocation(
                        allocation(row),
                        new FileText(row.getString("did"), row.getString("wan_pfn"), row.getString("lan_pfn"))));
        ofWorkflows(
                OUTPUT_COUNTS,
                row -> loading.outputs(
                        stage(row),
                        row.getInt("pattern_id"),
                        OutputFileState.valueOf(upper(row.getString("state"))),
                        row.getString("dataset"),
                        row.getLong("count"),
                        row.getLong("events")));
        ofWorkflows(
                "select workflow_id, did from outputs o" + IN_MEMORY + " and not o.voided",
                row -> loading.outputName(row.getInt(1), Did.parse(row.getString(2))));
        ofWorkflows(OUTPUTS, row -> loading.output(output(row)), kept);
        loading.next(
                next("jobs", "job_id", "1"), next("outputs", "output_id", "1"), next("events", "event_id", "length"));
    }

    /** One that cannot be read is as none: the next that the inventory agent brings takes its place. */
    private void inventory(String document) {
        try {
            loading.inventory(document(document, Inventory.class));
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

    private static <T> T document(String json, Class<T> type) throws SQLException {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException(
                    "a stored " + type.getSimpleName() + " is not readable: " + e.getOriginalMessage(), e);
        }
    }

    private static WorkflowRecord workflow(ResultSet row) throws SQLException {
        WorkflowOrder order = document(row.getString("document"), WorkflowOrder.class);
        if (order.workflow().number() != row.getInt("workflow_id")) {
            throw new SQLException("the order is that of " + order.workflow());
        }
        return new WorkflowRecord(
                order,
                WorkflowProgress.Status.valueOf(row.getString("status")),
                row.getBoolean("inputs_found"),
                row.getBoolean("retired"),
                time(row, "opened_at"),
                List.of(document(row.getString("settings"), StageSettings[].class)));
    }

    private static JobRecord job(ResultSet row) throws SQLException {
        return new JobRecord(
                row.getLong("job_id"),
                new JobsubId(row.getString("jobsub_id")),
                stage(row),
                JobState.valueOf(upper(row.getString("state"))),
                row.getString("job_secret"),
                row.getString("jobscript_secret"),
                slot(row),
                new JobTimes(
                        time(row, "submitted_at"),
                        time(row, "started_at"),
                        time(row, "heartbeat_at"),
                        time(row, "outputting_at"),
                        time(row, "finished_at")),
                new Usage(
                        row.getDouble("real_seconds"),
                        row.getDouble("user_seconds"),
                        row.getDouble("sys_seconds"),
                        row.getLong("max_rss_bytes")),
                code(row, "exit_code"),
                code(row, "abort_code"),
                row.getInt("allocated_files"),
                row.getBoolean("asked_for_file"),
                row.getString("record_digest"),
                row.getString("confirm_digest"));
    }

    private static Optional<Slot> slot(ResultSet row) throws SQLException {
        String site = row.getString("site");
        if (site == null) {
            return Optional.empty();
        }
        return Optional.of(new Slot(
                new SiteName(site),
                row.getString("entry"),
                row.getString("hostname"),
                row.getString("cpuinfo"),
                row.getString("os_release"),
                row.getLong("rss_bytes"),
                row.getInt("processors"),
                row.getInt("wall_seconds")));
    }

    private static AllocationRecord allocation(ResultSet row) throws SQLException {
        return new AllocationRecord(
                row.getLong("file_id"),
                row.getInt("attempt"),
                row.getLong("job_id"),
                row.getInt("sequence"),
                row.getString("rse"),
                row.getString("site"),
                time(row, "allocated_at"),
                time(row, "ended_at"),
                AllocationEnd.valueOf(upper(row.getString("ending"))));
    }

    private static OutputRecord output(ResultSet row) throws SQLException {
        return new OutputRecord(
                row.getLong("output_id"),
                stage(row),
                row.getInt("pattern_id"),
                Did.parse(row.getString("did")),
                row.getLong("job_id"),
                OutputFileState.valueOf(upper(row.getString("state"))),
                row.getLong("size_bytes"),
                row.getString("adler32"),
                row.getString("rse"),
                row.getString("pfn"),
                row.getLong("events"),
                row.getString("dataset"),
                row.getInt("dataset_number"),
                time(row, "recorded_at"),
                time(row, "confirmed_at"),
                time(row, "registered_at"));
    }

    private static StageRef stage(ResultSet row) throws SQLException {
        return StageRef.of(row.getInt("workflow_id"), row.getInt("stage_id"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OptionalInt code(ResultSet row, String column) throws SQLException {
        int code = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(code);
    }

    private static String upper(String state) {
        return state.toUpperCase(Locale.ROOT);
    }
}
