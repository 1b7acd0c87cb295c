package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.data.InputFileState;
import org.muster.domain.event.EventType;
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
        JobRecord job = JobColumns.read(row);
        return new Tables.Numbered<>(
                job.id(),
                new JobRow(
                        job.jobsubId(),
                        job.stage(),
                        job.state(),
                        job.slot().map(Slot::site),
                        job.slot().map(Slot::entry).filter(entry -> !entry.isEmpty()),
                        job.times().submitted(),
                        ever(job.times().started()),
                        ever(Cells.time(row, "alive_at")),
                        ever(job.times().finished()),
                        boxed(job.exitCode()),
                        boxed(job.abortCode()),
                        row.getInt("files"),
                        job.usage().realSeconds(),
                        job.usage().userSeconds() + job.usage().sysSeconds(),
                        job.usage().maxRssBytes()));
    }

    static Tables.Numbered<FileRow> file(ResultSet row) throws SQLException {
        return new Tables.Numbered<>(
                row.getLong("file_id"),
                new FileRow(
                        row.getLong("file_id"),
                        Cells.stage(row),
                        Dids.shown(row.getString("did")),
                        Cells.state(row, "state", InputFileState.class),
                        row.getInt("attempts"),
                        row.getInt("max_attempts"),
                        ever(Cells.time(row, "allocated_at")),
                        text(row, "rse").map(RseName::new),
                        text(row, "site").map(SiteName::new),
                        text(row, "jobsub_id").map(JobsubId::new),
                        row.getLong("size_bytes"),
                        ever(Cells.time(row, "processed_at"))));
    }

    static Tables.Numbered<OutputRow> output(ResultSet row) throws SQLException {
        OutputRecord output = OutputColumns.read(row);
        return new Tables.Numbered<>(
                output.id(),
                new OutputRow(
                        output.id(),
                        output.stage(),
                        output.did(),
                        output.state(),
                        output.sizeBytes(),
                        output.adler32(),
                        text(row, "rse").map(RseName::new),
                        output.pfn(),
                        output.events(),
                        ever(output.registeredAt()).isPresent(),
                        new JobsubId(row.getString("jobsub_id")),
                        output.recordedAt()));
    }

    static Tables.Numbered<EventRow> event(ResultSet row) throws SQLException {
        WorkflowId workflow = new WorkflowId(row.getInt("workflow_id"));
        int stage = row.getInt("stage_id");
        int type = row.getInt("type");
        return new Tables.Numbered<>(
                row.getLong("event_id"),
                new EventRow(
                        row.getLong("event_id"),
                        Cells.time(row, "time"),
                        type,
                        EventType.of(type).orElse(EventType.UNDEFINED).name(),
                        workflow,
                        stage == 0 ? Optional.empty() : Optional.of(new StageRef(workflow, stage)),
                        text(row, "did").map(Dids::shown),
                        text(row, "jobsub_id").map(JobsubId::new),
                        text(row, "site").map(SiteName::new),
                        text(row, "entry"),
                        text(row, "rse").map(RseName::new),
                        boxed(Cells.maybeInt(row, "exit_code"))));
    }

    static AllocationRow allocation(ResultSet row) throws SQLException {
        AllocationRecord allocation = AllocationColumns.read(row);
        return new AllocationRow(
                new JobsubId(row.getString("jobsub_id")),
                Dids.shown(row.getString("did")),
                new RseName(allocation.rse()),
                new SiteName(allocation.site()),
                allocation.allocatedAt(),
                ever(allocation.endedAt()),
                allocation.end().toString());
    }

    static FoundReplica replica(ResultSet row) throws SQLException {
        Instant until = Cells.time(row, "accessible_until");
        return new FoundReplica(
                new RseName(row.getString("rse")),
                row.getString("wan_pfn"),
                row.getString("lan_pfn"),
                Optional.of(until).filter(limit -> !limit.equals(OffsetDateTime.MAX.toInstant())));
    }

    /** The epoch stands for not yet. */
    static Optional<Instant> ever(Instant time) {
        return time.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Cells.maybeText(row, column).filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> boxed(OptionalInt code) {
        return code.stream().boxed().findFirst();
    }
}
