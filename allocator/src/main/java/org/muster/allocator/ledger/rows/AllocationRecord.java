package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of one job at one file.
 *
 * @param attempt of the file, from 1
 * @param sequence of the job, from 1: the order in which it got its files
 */
public record AllocationRecord(
        long fileId,
        int attempt,
        long jobId,
        int sequence,
        String rse,
        String site,
        Instant allocatedAt,
        Optional<Instant> endedAt,
        AllocationEnd end) {}
