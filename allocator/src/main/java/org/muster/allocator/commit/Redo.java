package org.muster.allocator.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a batch in which a command broke: done again before anything else, without the one that broke. Nobody in it
 * was answered, and nothing of it was committed.
 */
final class Redo {
    /** So often the ledger is loaded again for one batch; whoever is left then has to ask again. */
    static final int MAX_DEFECTS = 4;

    private final Deque<List<Pending<?>>> batches = new ArrayDeque<>();
    private int defects;

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Nothing of the last batch is left. */
    void begin() {
        defects = 0;
    }

    List<Pending<?>> next() {
        return batches.remove();
    }

    /** Which one broke, if that can be told: the first that is not decided, or the only one. */
    static Optional<Pending<?>> culprit(List<Pending<?>> batch) {
        return batch.size() == 1
                ? Optional.of(batch.get(0))
                : batch.stream().filter(pending -> !pending.decided()).findFirst();
    }

    /** Keeps the others of the batch. @return those that are not done again, because too much of it has broken */
    List<Pending<?>> after(List<Pending<?>> batch, Optional<Pending<?>> culprit) {
        if (culprit.isPresent()) {
            List<Pending<?>> others = new ArrayList<>(batch);
            others.remove(culprit.get());
            if (!others.isEmpty()) {
                batches.addFirst(others);
            }
        } else {
            // Each alone, so that the one that broke is known the next time.
            for (int i = batch.size() - 1; i >= 0; i--) {
                batches.addFirst(List.of(batch.get(i)));
            }
        }
        defects++;
        return defects < MAX_DEFECTS ? List.of() : drain();
    }

    List<Pending<?>> drain() {
        List<Pending<?>> left = new ArrayList<>();
        batches.forEach(left::addAll);
        batches.clear();
        return left;
    }
}
