package org.muster.allocator.ledger.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.NewInput;

/** A file that a batch added or changed. */
final class TouchedFile {
    final StageBook stage;
    final int slot;

    /** Of a file that is new. */
    @Nullable
    NewInput input;

    /** If the batch changed it. */
    @Nullable
    Instant allocatedAt;

    /** The same. */
    @Nullable
    Instant processedAt;

    TouchedFile(StageBook stage, int slot) {
        this.stage = stage;
        this.slot = slot;
    }
}
