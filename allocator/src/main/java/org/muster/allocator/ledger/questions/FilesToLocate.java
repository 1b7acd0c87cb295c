package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.books.StageFiles;
import org.muster.domain.workflow.LedgerStatus;

/**
 * Ids of files whose replicas are to be looked up, one stage after the other in turns, oldest first. What is left of the limit
 * goes to files that were not found, which every stage of a workflow that is not drained has looked for again once in a while.
 */
public record FilesToLocate(int limit) implements Command<List<Long>> {
    /** Files looked for again in one go. */
    static final int MAX_AGAIN = 500;

    /** A stage's place in its files. */
    private static final class Turn {
        final StageFiles files;
        int slot;

        Turn(StageFiles files) {
            this.files = files;
            this.slot = files.nextFinding(0);
        }

        boolean over() {
            return slot < 0;
        }

        long take() {
            long id = files.id(slot);
            slot = files.nextFinding(slot + 1);
            return id;
        }
    }

    @Override
    public List<Long> decide(Books books, Instant now) {
        List<Turn> turns = new ArrayList<>();
        books.stages().stream()
                .filter(stage -> stage.workflow().status() != LedgerStatus.CLOSED)
                .forEach(stage -> turns.add(new Turn(stage.files())));
        turns.removeIf(Turn::over);
        List<Long> files = new ArrayList<>();
        while (!turns.isEmpty() && files.size() < limit) {
            Iterator<Turn> round = turns.iterator();
            while (round.hasNext() && files.size() < limit) {
                Turn turn = round.next();
                files.add(turn.take());
                if (turn.over()) {
                    round.remove();
                }
            }
        }
        again(books, Math.min(limit - files.size(), MAX_AGAIN), now, files);
        return files;
    }

    private static void again(Books books, int most, Instant now, List<Long> files) {
        int full = files.size() + most;
        books.stages().stream().filter(StageBook::mayFindAgain).forEach(stage -> {
            if (files.size() < full) {
                stage.lookAgain(full - files.size(), now, files::add);
            }
        });
    }
}
