package org.muster.allocator.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.RowKind;

/** The table of allocations. */
final class AllocationColumns {
    private static final Columns<AllocationRecord> ALLOCATIONS = new Columns<AllocationRecord>("allocations")
            .longs("file_id", AllocationRecord::fileId)
            .ints("attempt", AllocationRecord::attempt)
            .insertedAs("case when %1$s > 1 then next_attempt(u.file_id, %1$s) else 1 end")
            .then()
            .longs("job_id", AllocationRecord::jobId)
            .ints("sequence", AllocationRecord::sequence)
            .text("rse", AllocationRecord::rse)
            .text("site", AllocationRecord::site)
            .time("allocated_at", AllocationRecord::allocatedAt)
            .changing()
            .maybeTime("ended_at", AllocationRecord::endedAt)
            .text("ending", row -> row.end().toString());

    /** Where the files just allocated are, in the order of the allocations. */
    static final Write<AllocationRecord> ADDRESSES =
            new Write<>(RowKind.NEW_ALLOCATIONS, """
            select r.wan_pfn, r.lan_pfn
            from unnest(?::bigint[], ?::text[]) with ordinality as u(file_id, rse, place)
                left join replicas r on r.file_id = u.file_id and r.rse = u.rse
            order by u.place
            """, ALLOCATIONS.named("file_id", "rse"));

    /** Ended before begun: a file may end one allocation and begin the next in the same batch. */
    static final List<Write<?>> WRITES = List.of(
            ALLOCATIONS.update(RowKind.ENDED_ALLOCATIONS), ALLOCATIONS.insert(RowKind.NEW_ALLOCATIONS), ADDRESSES);

    private AllocationColumns() {}

    static AllocationRecord read(ResultSet row) throws SQLException {
        return new AllocationRecord(
                row.getLong("file_id"),
                row.getInt("attempt"),
                row.getLong("job_id"),
                row.getInt("sequence"),
                row.getString("rse"),
                row.getString("site"),
                Cells.time(row, "allocated_at"),
                Cells.maybeTime(row, "ended_at"),
                Cells.state(row, "ending", AllocationEnd.class));
    }
}
