package org.muster.domain.failure;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: ever longer, within bounds.
 *
 * @param first after the first failure
 * @param growth what each further failure multiplies it by
 */
public record GrowingPause(Duration first, int growth, Duration longest) {
    public GrowingPause {
        if (first.isNegative() || first.isZero() || growth < 2) {
            throw new IllegalArgumentException("a pause of " + first + " times " + growth + " does not grow");
        }
    }

    /** @param failures in a row; after none there is nothing to wait for */
    public Duration after(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(growth);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
