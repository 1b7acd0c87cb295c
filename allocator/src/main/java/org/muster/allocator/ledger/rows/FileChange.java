package org.muster.allocator.ledger.rows;

/**
 * A file's row after a batch.
 *
 * @param allocatedMicros since the epoch; negative if it did not change
 * @param processedMicros the same
 */
public record FileChange(FileRecord file, long allocatedMicros, long processedMicros) {}
