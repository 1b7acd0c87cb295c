package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Optional;

/**
 * A file's row after a batch.
 *
 * @param input what is written with its first row only
 * @param allocatedAt if it changed
 * @param processedAt if it changed
 */
public record FileChange(
        FileRecord file, Optional<NewInput> input, Optional<Instant> allocatedAt, Optional<Instant> processedAt) {}
