package org.muster.allocator.journal;

import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.Slot;

/** The columns of jobs. */
final class JobColumns {
    private JobColumns() {}

    static void all(Columns<JobRecord> columns) throws SQLException {
        columns.longs(JobRecord::id)
                .texts(row -> row.jobsubId().value())
                .ints(row -> row.stage().workflow().number())
                .ints(row -> row.stage().stage())
                .texts(JobRecord::jobSecret)
                .texts(JobRecord::jobscriptSecret)
                .times(row -> row.times().submitted());
        states(columns);
    }

    static void changing(Columns<JobRecord> columns) throws SQLException {
        states(columns.longs(JobRecord::id));
    }

    static void beating(Columns<JobRecord> columns) throws SQLException {
        columns.longs(JobRecord::id)
                .texts(row -> row.state().toString())
                .times(row -> row.times().heartbeat())
                .ints(JobRecord::allocatedFiles)
                .flags(JobRecord::askedForFile);
    }

    private static void states(Columns<JobRecord> columns) throws SQLException {
        columns.texts(row -> row.state().toString())
                .texts(slotText(slot -> slot.site().value()))
                .texts(slotText(Slot::entry))
                .texts(slotText(Slot::hostname))
                .texts(slotText(Slot::cpuinfo))
                .texts(slotText(Slot::osRelease))
                .longs(slotLong(Slot::rssBytes))
                .ints(slotInt(Slot::processors))
                .ints(slotInt(Slot::wallSeconds))
                .times(row -> row.times().started())
                .times(row -> row.times().heartbeat())
                .times(row -> row.times().outputting())
                .times(row -> row.times().finished())
                .doubles(row -> row.usage().realSeconds())
                .doubles(row -> row.usage().userSeconds())
                .doubles(row -> row.usage().sysSeconds())
                .longs(row -> row.usage().maxRssBytes())
                .codes(JobRecord::exitCode)
                .codes(JobRecord::abortCode)
                .ints(JobRecord::allocatedFiles)
                .flags(JobRecord::askedForFile)
                .texts(JobRecord::recordDigest)
                .texts(JobRecord::confirmDigest);
    }

    private static Function<JobRecord, @Nullable String> slotText(Function<Slot, String> text) {
        return row -> row.slot().isPresent() ? text.apply(row.slot().get()) : null;
    }

    private static ToLongFunction<JobRecord> slotLong(ToLongFunction<Slot> number) {
        return row -> row.slot().isPresent() ? number.applyAsLong(row.slot().get()) : 0;
    }

    private static ToIntFunction<JobRecord> slotInt(ToIntFunction<Slot> number) {
        return row -> row.slot().isPresent() ? number.applyAsInt(row.slot().get()) : 0;
    }
}
