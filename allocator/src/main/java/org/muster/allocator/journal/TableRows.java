package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;

/** Rows of the tables as they go over the wire. */
final class TableRows {
    private TableRows() {}

    static Tables.Numbered<JobRow> job(ResultSet row) throws SQLException {
        return new Tables.Numbered<>(
                row.getLong("job_id"),
                new JobRow(
                        new JobsubId(row.getString("jobsub_id")),
                        stage(row),
                        JobState.valueOf(upper(row, "state")),
                        text(row, "site").map(SiteName::new),
                        text(row, "entry"),
                        instant(row, "submitted_at"),
                        time(row, "started_at"),
                        time(row, "alive_at"),
                        time(row, "finished_at"),
                        code(row, "exit_code"),
                        code(row, "abort_code"),
                        row.getInt("files"),
                        row.getDouble("real_seconds"),
                        row.getDouble("user_seconds") + row.getDouble("sys_seconds"),
                        row.getLong("max_rss_bytes")));
    }

    static Tables.Numbered<FileRow> file(ResultSet row) throws SQLException {
        return new Tables.Numbered<>(
                row.getLong("file_id"),
                new FileRow(
                        row.getLong("file_id"),
                        stage(row),
                        Dids.shown(row.getString("did")),
                        InputFileState.valueOf(upper(row, "state")),
                        row.getInt("attempts"),
                        row.getInt("max_attempts"),
                        time(row, "allocated_at"),
                        text(row, "rse").map(RseName::new),
                        text(row, "site").map(SiteName::new),
                        text(row, "jobsub_id").map(JobsubId::new),
                        row.getLong("size_bytes"),
                        time(row, "processed_at")));
    }

    static Tables.Numbered<OutputRow> output(ResultSet row) throws SQLException {
        return new Tables.Numbered<>(
                row.getLong("output_id"),
                new OutputRow(
                        row.getLong("output_id"),
                        stage(row),
                        Did.parse(row.getString("did")),
                        OutputFileState.valueOf(upper(row, "state")),
                        row.getLong("size_bytes"),
                        row.getString("adler32"),
                        text(row, "rse").map(RseName::new),
                        row.getString("pfn"),
                        row.getLong("events"),
                        time(row, "registered_at").isPresent(),
                        new JobsubId(row.getString("jobsub_id")),
                        instant(row, "recorded_at")));
    }

    static Tables.Numbered<EventRow> event(ResultSet row) throws SQLException {
        WorkflowId workflow = new WorkflowId(row.getInt("workflow_id"));
        int stage = row.getInt("stage_id");
        int type = row.getInt("type");
        return new Tables.Numbered<>(
                row.getLong("event_id"),
                new EventRow(
                        row.getLong("event_id"),
                        instant(row, "time"),
                        type,
                        EventType.of(type).orElse(EventType.UNDEFINED).name(),
                        workflow,
                        stage == 0 ? Optional.empty() : Optional.of(new StageRef(workflow, stage)),
                        text(row, "did").map(Dids::shown),
                        text(row, "jobsub_id").map(JobsubId::new),
                        text(row, "site").map(SiteName::new),
                        text(row, "entry"),
                        text(row, "rse").map(RseName::new),
                        code(row, "exit_code")));
    }

    static AllocationRow allocation(ResultSet row) throws SQLException {
        return new AllocationRow(
                new JobsubId(row.getString("jobsub_id")),
                Dids.shown(row.getString("did")),
                new RseName(row.getString("rse")),
                new SiteName(row.getString("site")),
                instant(row, "allocated_at"),
                time(row, "ended_at"),
                row.getString("ending"));
    }

    static FoundReplica replica(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("accessible_until", OffsetDateTime.class);
        return new FoundReplica(
                new RseName(row.getString("rse")),
                row.getString("wan_pfn"),
                row.getString("lan_pfn"),
                Optional.of(until)
                        .filter(limit -> !limit.equals(OffsetDateTime.MAX))
                        .map(OffsetDateTime::toInstant));
    }

    static OutputRecord voided(ResultSet row) throws SQLException {
        return new OutputRecord(
                row.getLong("output_id"),
                stage(row),
                row.getInt("pattern_id"),
                Did.parse(row.getString("did")),
                row.getLong("job_id"),
                OutputFileState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("size_bytes"),
                row.getString("adler32"),
                row.getString("rse"),
                row.getString("pfn"),
                row.getLong("events"),
                row.getString("dataset"),
                row.getInt("dataset_number"),
                instant(row, "recorded_at"),
                instant(row, "confirmed_at"),
                instant(row, "registered_at"));
    }

    static StageRef stage(ResultSet row) throws SQLException {
        return StageRef.of(row.getInt("workflow_id"), row.getInt("stage_id"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The epoch stands for not yet. */
    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        Instant time = instant(row, column);
        return time.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> code(ResultSet row, String column) throws SQLException {
        int code = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(code);
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
