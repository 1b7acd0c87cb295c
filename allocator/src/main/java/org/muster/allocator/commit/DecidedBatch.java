package org.muster.allocator.commit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.Batch;
import org.muster.allocator.ledger.Ledger;

/** Commands that are decided, their rows, and once it is there the outcome of their commit. */
final class DecidedBatch {
    private final Ledger.Taken taken;
    private final List<Pending<?>> commands;
    private final long decideNanos;
    private volatile Committer.@Nullable Outcome outcome;

    DecidedBatch(Ledger.Taken taken, List<Pending<?>> commands, long decideNanos) {
        this.taken = taken;
        this.commands = commands;
        this.decideNanos = decideNanos;
    }

    Ledger.Taken taken() {
        return taken;
    }

    Batch rows() {
        return taken.batch();
    }

    List<Pending<?>> commands() {
        return commands;
    }

    long decideNanos() {
        return decideNanos;
    }

    void settle(Committer.Outcome how) {
        outcome = how;
    }

    Committer.@Nullable Outcome outcome() {
        return outcome;
    }
}
