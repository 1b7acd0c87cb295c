package org.muster.allocator.ledger;

import java.util.Set;
import java.util.TreeSet;
import org.muster.allocator.ledger.books.Witness;

/** What happened in simulations, over all seeds: one that nothing happens in proves nothing. */
final class SimulationCounts implements Witness {
    /** Kinds of moves of the state machines that were taken. */
    final Set<String> moves = new TreeSet<>();

    int jobs;
    int grants;
    int processed;
    int failedCommits;
    int lostReplies;
    int restarts;

    @Override
    public void moved(Enum<?> from, Enum<?> trigger, Enum<?> to) {
        moves.add(from + " " + trigger + " " + to);
    }

    @Override
    public String toString() {
        return "%,d jobs, %,d files given, %,d processed, %,d failed commits, %,d lost replies, %,d restarts, %d kinds of moves"
                .formatted(jobs, grants, processed, failedCommits, lostReplies, restarts, moves.size());
    }
}
