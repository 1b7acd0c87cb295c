package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.allocator.ledger.rows.OutputChange;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;

/** The table of output files. */
final class OutputColumns {
    private static final Columns<OutputChange> OUTPUTS = new Columns<OutputChange>("outputs")
            .longs("output_id", row -> row.output().id())
            .then()
            .stage(row -> row.output().stage())
            .ints("pattern_id", row -> row.output().patternId())
            .text("did", row -> row.output().did().toString())
            .longs("job_id", row -> row.output().jobId())
            .longs("events", row -> row.output().events())
            .text("dataset", row -> row.output().dataset())
            .ints("dataset_number", row -> row.output().datasetNumber())
            .text("metadata", row -> row.text().orElseThrow().metadata())
            .text("parents", row -> row.text().orElseThrow().parents())
            .time("recorded_at", row -> row.output().recordedAt())
            .changing()
            .text("state", row -> row.output().state().toString())
            .longs("size_bytes", row -> row.output().sizeBytes())
            .maybeText("adler32", row -> row.output().adler32())
            .maybeText("rse", row -> row.output().rse())
            .maybeText("pfn", row -> row.output().pfn())
            .maybeTime("confirmed_at", row -> row.output().confirmedAt())
            .maybeTime("registered_at", row -> row.output().registeredAt());

    /** Voided before recorded: a name that a job gave up may be taken by the next in the same batch. */
    static final List<Write<?>> WRITES = List.of(OUTPUTS.update(RowKind.OUTPUTS), OUTPUTS.insert(RowKind.NEW_OUTPUTS));

    private OutputColumns() {}

    static OutputRecord read(ResultSet row) throws SQLException {
        return new OutputRecord(
                row.getLong("output_id"),
                Cells.stage(row),
                row.getInt("pattern_id"),
                Did.parse(row.getString("did")),
                row.getLong("job_id"),
                Cells.state(row, "state", OutputFileState.class),
                row.getLong("size_bytes"),
                Cells.maybeText(row, "adler32"),
                Cells.maybeText(row, "rse"),
                Cells.maybeText(row, "pfn"),
                row.getLong("events"),
                row.getString("dataset"),
                row.getInt("dataset_number"),
                Cells.time(row, "recorded_at"),
                Cells.maybeTime(row, "confirmed_at"),
                Cells.maybeTime(row, "registered_at"));
    }
}
