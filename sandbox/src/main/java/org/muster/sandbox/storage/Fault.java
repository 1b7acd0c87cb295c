package org.muster.sandbox.storage;

import java.time.Duration;

/** What is wrong with the storage of an RSE, on purpose. */
sealed interface Fault {

    /** Longer delays would only tie up threads. */
    Duration MAX_DELAY = Duration.ofSeconds(60);

    /** Every answer comes late. */
    record Slow(Duration delay) implements Fault {
        public Slow {
            if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
                throw new IllegalArgumentException("delay must be between 0 and " + MAX_DELAY);
            }
        }
    }

    /** Every request fails with this status. */
    record Failing(int status) implements Fault {
        public Failing {
            if (status < 500 || status > 599) {
                throw new IllegalArgumentException("status must be 5xx");
            }
        }
    }

    /** Uploads are acknowledged but nothing is kept. */
    record Losing() implements Fault {}
}
