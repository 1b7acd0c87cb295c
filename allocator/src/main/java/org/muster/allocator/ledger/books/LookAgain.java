package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * When the files of a stage that were not found are looked for again: all of them, some at a time, and then not before the pause
 * is over. It is not written down: after a restart the pause begins anew.
 */
final class LookAgain {
    private @Nullable Instant next;
    private int slot;

    /** Ids of the next files, if it is time. */
    void take(StageFiles files, int most, Duration pause, Instant now, LongConsumer ids) {
        int missing = files.nextMissing(slot);
        if (next == null || (missing < 0 && slot == 0)) {
            next = now.plus(pause);
        }
        if (now.isBefore(next)) {
            return;
        }
        int taken = 0;
        while (missing >= 0 && taken < most) {
            ids.accept(files.id(missing));
            slot = missing + 1;
            missing = files.nextMissing(slot);
            taken++;
        }
        if (missing < 0) {
            slot = 0;
            next = now.plus(pause);
        }
    }
}
