package org.muster.webapp.slices;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.campaign.SliceLimits;

/**
 * When slices are started: none while the low mark is reached, and then one after the other until the high mark is. Between the
 * marks nothing happens, so that a few jobs more or fewer start nothing. Nothing wanted is below every low mark, so one slice
 * is started however small the agreed number and however large the slice.
 *
 * @param agreed jobs that may run at once
 */
record StartRule(int agreed) {
    private static final long PERCENT = 100;

    long low() {
        return Math.max(1, (long) agreed * SliceLimits.LOW_PERCENT / PERCENT);
    }

    long high() {
        return Math.max(1, (long) agreed * SliceLimits.HIGH_PERCENT / PERCENT);
    }

    /**
     * @param wanted jobs that run or wait to run
     * @param line in the order in which they are started
     */
    List<SliceInLine> next(long wanted, List<SliceInLine> line) {
        List<SliceInLine> next = new ArrayList<>();
        if (wanted >= low()) {
            return next;
        }
        long then = wanted;
        for (SliceInLine slice : line) {
            if (then >= high() || next.size() == SliceLimits.STARTED_AT_ONCE) {
                break;
            }
            next.add(slice);
            then += slice.jobs();
        }
        return next;
    }
}
