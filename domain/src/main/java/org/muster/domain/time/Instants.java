package org.muster.domain.time;

import java.time.DateTimeException;
import java.time.Instant;

/** Points in time that come from sums of what others wrote. */
public final class Instants {
    /** The last that tables, texts and other systems can hold. */
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Instants() {}

    /** So many seconds later; {@link #LAST} if that is beyond it. */
    public static Instant after(Instant time, long seconds) {
        try {
            Instant later = time.plusSeconds(seconds);
            return later.isAfter(LAST) ? LAST : later;
        } catch (DateTimeException | ArithmeticException e) {
            return seconds > 0 ? LAST : Instant.MIN;
        }
    }
}
