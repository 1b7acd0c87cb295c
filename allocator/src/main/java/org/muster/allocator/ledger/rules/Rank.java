package org.muster.allocator.ledger.rules;

import java.util.Comparator;
import org.muster.allocator.ledger.books.StageBook;

/**
 * How good a stage is for a slot.
 *
 * @param distance mean distance of the ten nearest waiting files
 */
public record Rank(StageBook stage, double distance, int priority) {
    public static final Comparator<Rank> BEST_FIRST = Rank::before;

    /** Thousands are compared for one answer, so without the boxes of a composed comparator. */
    private int before(Rank other) {
        int nearer = Double.compare(distance, other.distance);
        if (nearer != 0) {
            return nearer;
        }
        int moreImportant = Integer.compare(other.priority, priority);
        return moreImportant != 0
                ? moreImportant
                : stage.ref().compareTo(other.stage().ref());
    }

    public boolean betterThan(Rank other) {
        return before(other) < 0;
    }

    /** 100 minus whole distance, plus priority as decimals. */
    private int hundredths() {
        return (100 - (int) Math.floor(distance)) * 100 + priority;
    }

    /** For people. */
    public double value() {
        return hundredths() / 100.0;
    }

    /** For pilots. */
    public String text() {
        int decimals = hundredths() % 100;
        return stage.ref() + "=" + hundredths() / 100 + (decimals < 10 ? ".0" : ".") + decimals;
    }
}
