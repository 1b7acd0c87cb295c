package org.muster.allocator.ledger;

import java.util.Comparator;

/**
 * How good a stage is for a slot.
 *
 * @param distance mean distance of the ten nearest waiting files
 */
record Rank(StageBook stage, double distance, int priority) {
    static final Comparator<Rank> BEST_FIRST = Comparator.comparingDouble(Rank::distance)
            .thenComparing(rank -> -rank.priority())
            .thenComparing(rank -> rank.stage().ref);

    /** 100 minus whole distance, plus priority as decimals. */
    String text() {
        int hundredths = (100 - (int) Math.floor(distance)) * 100 + priority;
        int decimals = hundredths % 100;
        return stage.ref + "=" + hundredths / 100 + (decimals < 10 ? ".0" : ".") + decimals;
    }
}
