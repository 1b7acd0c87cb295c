package org.muster.allocator.journal;

import java.util.List;
import org.muster.allocator.ledger.rows.EventRecord;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.Slot;

/** The table of events. */
final class EventColumns {
    private static final Columns<EventRecord> EVENTS = new Columns<EventRecord>("events")
            .longs("event_id", EventRecord::id)
            .then()
            .ints("length", EventRecord::length)
            .time("time", EventRecord::time)
            .ints("type", row -> row.type().number())
            .ints("workflow_id", EventRecord::workflow)
            .ints("stage_id", row -> row.stage().orElse(0))
            .longs("file_id", row -> row.fileId().orElse(0))
            .longs("output_id", row -> row.outputId().orElse(0))
            .longs("job_id", row -> row.jobId().orElse(0))
            .text("site", row -> row.slot().map(slot -> slot.site().value()).orElse(""))
            .text("entry", row -> row.slot().map(Slot::entry).orElse(""))
            .text("rse", row -> row.rse().orElse(""))
            .maybeInt("exit_code", EventRecord::exitCode);

    static final List<Write<?>> WRITES = List.of(EVENTS.insert(RowKind.EVENTS));

    private EventColumns() {}
}
