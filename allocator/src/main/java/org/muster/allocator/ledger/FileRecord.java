package org.muster.allocator.ledger;

import java.time.Instant;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.StageRef;

/**
 * An input file's row.
 *
 * @param did as jobs see it: {@code scope:name}, or a counter's bare name
 * @param rse where the current or last attempt read it; empty before the first
 * @param site where the current or last attempt runs; empty before the first
 * @param allocatedAt of the current or last attempt; the Unix epoch before the first
 */
public record FileRecord(
        long id,
        StageRef stage,
        String did,
        long sizeBytes,
        InputFileState state,
        int attempts,
        String rse,
        String site,
        Instant allocatedAt,
        Instant processedAt) {}
