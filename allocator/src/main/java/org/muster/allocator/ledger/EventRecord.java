package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.OptionalInt;
import org.muster.domain.event.EventType;

/** One event. Zero and empty stand for none. */
public record EventRecord(
        long id,
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
        OptionalInt exitCode) {}
