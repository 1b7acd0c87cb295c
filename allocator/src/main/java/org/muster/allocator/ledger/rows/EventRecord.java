package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.OptionalInt;
import org.muster.domain.event.EventType;

/**
 * One event, or one for each of several files. Zero and empty stand for none.
 *
 * @param id of the first
 * @param length how many events; their ids and those of their files follow each other
 */
public record EventRecord(
        long id,
        int length,
        Instant time,
        EventType type,
        int workflow,
        int stage,
        long fileId,
        long outputId,
        long jobId,
        String site,
        String entry,
        String rse,
        OptionalInt exitCode) {
    public EventRecord ofEach(int files) {
        return new EventRecord(
                id, files, time, type, workflow, stage, fileId, outputId, jobId, site, entry, rse, exitCode);
    }
}
