package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.allocator.ledger.rows.FileSum;
import org.muster.allocator.ledger.rows.JobSum;
import org.muster.allocator.ledger.rows.OutputSum;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;

/** The tables of sums. What {@link Counting} counts has the same columns. */
final class SumColumns {
    private static final Columns<FileSum> FILES = new Columns<FileSum>("file_sums")
            .stage(FileSum::stage)
            .text("state", row -> row.state().toString())
            .then()
            .longs("files", FileSum::files);

    private static final Columns<JobSum> JOBS = new Columns<JobSum>("job_sums")
            .stage(JobSum::stage)
            .text("state", row -> row.state().toString())
            .maybeText("site", row -> row.site().map(SiteName::value))
            .ints("code", JobSum::code)
            .then()
            .longs("jobs", JobSum::jobs)
            .longs("real_millis", JobSum::realMillis);

    private static final Columns<OutputSum> OUTPUTS = new Columns<OutputSum>("output_sums")
            .stage(OutputSum::stage)
            .text("state", row -> row.state().toString())
            .then()
            .longs("outputs", OutputSum::outputs)
            .longs("bytes", OutputSum::bytes)
            .longs("events", OutputSum::events);

    static final List<Write<?>> WRITES = List.of(
            FILES.insert(RowKind.FILE_SUMS), JOBS.insert(RowKind.JOB_SUMS), OUTPUTS.insert(RowKind.OUTPUT_SUMS));

    private SumColumns() {}

    static FileSum files(ResultSet row) throws SQLException {
        return new FileSum(Cells.stage(row), Cells.state(row, "state", InputFileState.class), row.getLong("files"));
    }

    static JobSum jobs(ResultSet row) throws SQLException {
        return new JobSum(
                Cells.stage(row),
                Cells.state(row, "state", JobState.class),
                Cells.maybeText(row, "site").map(SiteName::new),
                row.getInt("code"),
                row.getLong("jobs"),
                row.getLong("real_millis"));
    }

    static OutputSum outputs(ResultSet row) throws SQLException {
        return new OutputSum(
                Cells.stage(row),
                Cells.state(row, "state", OutputFileState.class),
                row.getLong("outputs"),
                row.getLong("bytes"),
                row.getLong("events"));
    }
}
