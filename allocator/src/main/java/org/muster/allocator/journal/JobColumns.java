package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.JobTimes;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;

/** The table of jobs. */
final class JobColumns {
    private static final Columns<JobRecord> JOBS = new Columns<JobRecord>("jobs")
            .longs("job_id", JobRecord::id)
            .then()
            .text("jobsub_id", row -> row.jobsubId().value())
            .stage(JobRecord::stage)
            .text("job_secret", JobRecord::jobSecret)
            .text("jobscript_secret", JobRecord::jobscriptSecret)
            .time("submitted_at", row -> row.times().submitted())
            .changing()
            .text("state", row -> row.state().toString())
            .maybeText("site", ofSlot(slot -> slot.site().value()))
            .maybeText("entry", ofSlot(Slot::entry))
            .maybeText("hostname", ofSlot(Slot::hostname))
            .maybeText("cpuinfo", ofSlot(Slot::cpuinfo))
            .maybeText("os_release", ofSlot(Slot::osRelease))
            .maybeLong(
                    "rss_bytes",
                    row -> row.slot().stream().mapToLong(Slot::rssBytes).findFirst())
            .maybeInt("processors", numberOfSlot(Slot::processors))
            .maybeInt("wall_seconds", numberOfSlot(Slot::wallSeconds))
            .maybeTime("started_at", row -> row.times().started())
            .maybeTime("heartbeat_at", row -> row.times().heartbeat())
            .maybeTime("outputting_at", row -> row.times().outputting())
            .maybeTime("finished_at", row -> row.times().finished())
            .maybeDouble("real_seconds", ofUsage(Usage::realSeconds))
            .maybeDouble("user_seconds", ofUsage(Usage::userSeconds))
            .maybeDouble("sys_seconds", ofUsage(Usage::sysSeconds))
            .maybeLong(
                    "max_rss_bytes",
                    row -> row.usage().stream().mapToLong(Usage::maxRssBytes).findFirst())
            .maybeInt("exit_code", JobRecord::exitCode)
            .maybeInt("abort_code", JobRecord::abortCode)
            .ints("allocated_files", JobRecord::allocatedFiles)
            .flag("asked_for_file", JobRecord::askedForFile)
            .maybeText("record_digest", JobRecord::recordDigest)
            .maybeText("confirm_digest", JobRecord::confirmDigest);

    static final List<Write<?>> WRITES = List.of(
            JOBS.insert(RowKind.NEW_JOBS),
            JOBS.update(RowKind.JOBS),
            JOBS.update(RowKind.BEATS, "state", "heartbeat_at", "allocated_files", "asked_for_file"));

    private JobColumns() {}

    private static Function<JobRecord, Optional<String>> ofSlot(Function<Slot, String> text) {
        return row -> row.slot().map(text);
    }

    private static Function<JobRecord, OptionalDouble> ofUsage(ToDoubleFunction<Usage> seconds) {
        return row -> row.usage().stream().mapToDouble(seconds).findFirst();
    }

    private static Function<JobRecord, OptionalInt> numberOfSlot(ToIntFunction<Slot> number) {
        return row -> row.slot().stream().mapToInt(number).findFirst();
    }

    static JobRecord read(ResultSet row) throws SQLException {
        return new JobRecord(
                row.getLong("job_id"),
                new JobsubId(row.getString("jobsub_id")),
                Cells.stage(row),
                Cells.state(row, "state", JobState.class),
                row.getString("job_secret"),
                row.getString("jobscript_secret"),
                slot(row),
                new JobTimes(
                        Cells.time(row, "submitted_at"),
                        Cells.maybeTime(row, "started_at"),
                        Cells.maybeTime(row, "heartbeat_at"),
                        Cells.maybeTime(row, "outputting_at"),
                        Cells.maybeTime(row, "finished_at")),
                usage(row),
                Cells.maybeInt(row, "exit_code"),
                Cells.maybeInt(row, "abort_code"),
                row.getInt("allocated_files"),
                row.getBoolean("asked_for_file"),
                Cells.maybeText(row, "record_digest"),
                Cells.maybeText(row, "confirm_digest"));
    }

    private static Optional<Usage> usage(ResultSet row) throws SQLException {
        double real = row.getDouble("real_seconds");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Usage(
                        real,
                        row.getDouble("user_seconds"),
                        row.getDouble("sys_seconds"),
                        row.getLong("max_rss_bytes")));
    }

    private static Optional<Slot> slot(ResultSet row) throws SQLException {
        Optional<String> site = Cells.maybeText(row, "site");
        if (site.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Slot(
                new SiteName(site.get()),
                row.getString("entry"),
                row.getString("hostname"),
                row.getString("cpuinfo"),
                row.getString("os_release"),
                row.getLong("rss_bytes"),
                row.getInt("processors"),
                row.getInt("wall_seconds")));
    }
}
