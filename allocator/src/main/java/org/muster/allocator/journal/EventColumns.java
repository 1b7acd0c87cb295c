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
            .maybeInt("stage_id", EventRecord::stage)
            .maybeLong("file_id", EventRecord::fileId)
            .maybeLong("output_id", EventRecord::outputId)
            .maybeLong("job_id", EventRecord::jobId)
            .maybeText("site", row -> row.slot().map(slot -> slot.site().value()))
            .maybeText("entry", row -> row.slot().map(Slot::entry))
            .maybeText("rse", EventRecord::rse)
            .maybeInt("exit_code", EventRecord::exitCode);

    static final List<Write<?>> WRITES = List.of(EVENTS.insert(RowKind.EVENTS));

    private EventColumns() {}
}
