package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
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
                        job.times().started(),
                        Cells.maybeTime(row, "alive_at"),
                        job.times().finished(),
                        boxed(job.exitCode()),
                        boxed(job.abortCode()),
                        row.getInt("files"),
                        job.usage().map(Usage::realSeconds).orElse(0.0),
                        job.usage()
                                .map(usage -> usage.userSeconds() + usage.sysSeconds())
                                .orElse(0.0),
                        job.usage().map(Usage::maxRssBytes).orElse(0L)));
    }

    static Tables.Numbered<FileRow> file(ResultSet row) throws SQLException {
        return new Tables.Numbered<>(
                row.getLong("file_id"),
                new FileRow(
                        row.getLong("file_id"),
                        Cells.stage(row),
                        CounterDids.shown(row.getString("did")),
                        Cells.state(row, "state", InputFileState.class),
                        row.getInt("attempts"),
                        row.getInt("max_attempts"),
                        Cells.maybeTime(row, "allocated_at"),
                        Cells.maybeText(row, "rse").map(RseName::new),
                        Cells.maybeText(row, "site").map(SiteName::new),
                        Cells.maybeText(row, "jobsub_id").map(JobsubId::new),
                        row.getLong("size_bytes"),
                        Cells.maybeTime(row, "processed_at")));
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
                        output.rse().map(RseName::new),
                        output.pfn(),
                        output.events(),
                        output.registeredAt().isPresent(),
                        new JobsubId(row.getString("jobsub_id")),
                        output.recordedAt()));
    }

    static Tables.Numbered<EventRow> event(ResultSet row) throws SQLException {
        WorkflowId workflow = new WorkflowId(row.getInt("workflow_id"));
        OptionalInt stage = Cells.maybeInt(row, "stage_id");
        int type = row.getInt("type");
        return new Tables.Numbered<>(
                row.getLong("event_id"),
                new EventRow(
                        row.getLong("event_id"),
                        Cells.time(row, "time"),
                        type,
                        EventType.of(type).orElse(EventType.UNDEFINED).name(),
                        workflow,
                        boxed(stage).map(number -> new StageRef(workflow, number)),
                        Cells.maybeText(row, "did").map(CounterDids::shown),
                        Cells.maybeText(row, "jobsub_id").map(JobsubId::new),
                        Cells.maybeText(row, "site").map(SiteName::new),
                        Cells.maybeText(row, "entry"),
                        Cells.maybeText(row, "rse").map(RseName::new),
                        boxed(Cells.maybeInt(row, "exit_code"))));
    }

    static AllocationRow allocation(ResultSet row) throws SQLException {
        AllocationRecord allocation = AllocationColumns.read(row);
        return new AllocationRow(
                new JobsubId(row.getString("jobsub_id")),
                CounterDids.shown(row.getString("did")),
                new RseName(allocation.rse()),
                new SiteName(allocation.site()),
                allocation.allocatedAt(),
                allocation.endedAt(),
                Optional.of(allocation.end())
                        .filter(end -> end != AllocationEnd.LIVE)
                        .map(AllocationEnd::toString));
    }

    static FoundReplica replica(ResultSet row) throws SQLException {
        return new FoundReplica(
                new RseName(row.getString("rse")),
                row.getString("wan_pfn"),
                Cells.maybeText(row, "lan_pfn"),
                Cells.maybeTime(row, "accessible_until"));
    }

    private static Optional<Integer> boxed(OptionalInt code) {
        return code.stream().boxed().findFirst();
    }
}
