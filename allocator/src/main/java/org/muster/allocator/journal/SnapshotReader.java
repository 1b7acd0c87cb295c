package org.muster.allocator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.AllocationEnd;
import org.muster.allocator.ledger.AllocationRecord;
import org.muster.allocator.ledger.FileRecord;
import org.muster.allocator.ledger.JobRecord;
import org.muster.allocator.ledger.JobTimes;
import org.muster.allocator.ledger.OutputRecord;
import org.muster.allocator.ledger.ReplicaRecord;
import org.muster.allocator.ledger.Slot;
import org.muster.allocator.ledger.Snapshot;
import org.muster.allocator.ledger.Usage;
import org.muster.allocator.ledger.WorkflowRecord;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Json;

/** Reads everything that belongs in memory, in order of ids. */
final class SnapshotReader {
    private static final int FETCH_ROWS = 10_000;

    private final Connection connection;

    SnapshotReader(Connection connection) {
        this.connection = connection;
    }

    private interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    Snapshot read() throws SQLException {
        List<Inventory> inventory =
                all("select document from inventory", row -> document(row.getString(1), Inventory.class));
        return new Snapshot(
                inventory.isEmpty() ? Snapshot.empty().inventory() : inventory.get(0),
                new HashSet<>(all("select workflow_id from workflows where retired", row -> row.getInt(1))),
                all("select * from workflows where not retired order by workflow_id", SnapshotReader::workflow),
                all(inMemory("files", "file_id"), SnapshotReader::file),
                all("""
                        select r.* from replicas r join files f using (file_id) join workflows w using (workflow_id)
                        where not w.retired order by r.file_id, r.rse collate "C"
                        """, SnapshotReader::replica),
                all(inMemory("jobs", "job_id"), SnapshotReader::job),
                all("""
                        select a.* from allocations a join jobs j using (job_id) join workflows w using (workflow_id)
                        where not w.retired and j.state in ('submitted', 'started', 'processing', 'outputting')
                        order by a.job_id, a.sequence
                        """, SnapshotReader::allocation),
                all("""
                        select o.* from outputs o join workflows w using (workflow_id)
                        where not w.retired and o.state <> 'voided' order by o.output_id
                        """, SnapshotReader::output),
                new Snapshot.NextIds(
                        next("files", "file_id"),
                        next("jobs", "job_id"),
                        next("outputs", "output_id"),
                        next("events", "event_id")));
    }

    private static String inMemory(String table, String id) {
        return "select t.* from " + table + " t join workflows w using (workflow_id) where not w.retired order by t."
                + id;
    }

    private long next(String table, String id) throws SQLException {
        return all("select coalesce(max(" + id + "), 0) + 1 from " + table, row -> row.getLong(1))
                .get(0);
    }

    private <R> List<R> all(String sql, Row<R> reading) throws SQLException {
        List<R> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reading.read(result));
                }
            }
        }
        return rows;
    }

    private static <T> T document(String json, Class<T> type) throws SQLException {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored " + type.getSimpleName() + " is not readable", e);
        }
    }

    private static WorkflowRecord workflow(ResultSet row) throws SQLException {
        return new WorkflowRecord(
                document(row.getString("document"), WorkflowOrder.class),
                WorkflowProgress.Status.valueOf(row.getString("status")),
                row.getBoolean("inputs_found"),
                row.getBoolean("retired"),
                time(row, "opened_at"));
    }

    private static FileRecord file(ResultSet row) throws SQLException {
        return new FileRecord(
                row.getLong("file_id"),
                stage(row),
                row.getString("did"),
                row.getLong("size_bytes"),
                InputFileState.valueOf(upper(row.getString("state"))),
                row.getInt("attempts"),
                row.getString("rse"),
                row.getString("site"),
                time(row, "allocated_at"),
                time(row, "processed_at"));
    }

    private static ReplicaRecord replica(ResultSet row) throws SQLException {
        return new ReplicaRecord(
                row.getLong("file_id"), row.getString("rse"), row.getString("wan_pfn"), row.getString("lan_pfn"));
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
