package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.muster.domain.event.EventType;

/**
 * One event, or one for each of several files.
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
        OptionalInt stage,
        OptionalLong fileId,
        OptionalLong outputId,
        OptionalLong jobId,
        Optional<Slot> slot,
        Optional<String> rse,
        OptionalInt exitCode) {}
