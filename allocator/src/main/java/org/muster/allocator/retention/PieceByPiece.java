package org.muster.allocator.retention;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.JournalUnavailable;

/** Something long, done as long as this allocator leads, and so that pilots do not feel it. */
final class PieceByPiece {
    /** Rests for so many times as long as a piece took: of one connection it takes half. */
    private static final int RESTS = 1;

    private final LedgerLoop ledger;

    PieceByPiece(LedgerLoop ledger) {
        this.ledger = ledger;
    }

    interface Piece {
        /** Whether there is another one. */
        boolean go() throws IOException, JournalUnavailable;
    }

    /** @throws InterruptedException if this allocator leads no longer; the pieces that were done are done */
    void all(Piece piece) throws IOException, JournalUnavailable, InterruptedException {
        long begin = System.nanoTime();
        while (piece.go()) {
            if (!ledger.ready()) {
                throw new InterruptedException("another allocator leads, or this one stops");
            }
            TimeUnit.NANOSECONDS.sleep(RESTS * (System.nanoTime() - begin));
            begin = System.nanoTime();
        }
    }
}
