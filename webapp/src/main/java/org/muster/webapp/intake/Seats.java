package org.muster.webapp.intake;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Places for those whose body is not all there yet. Each keeps a thread waiting, so there are fewer places than threads: who
 * sends slowly waits for others who do, and never keeps a thread from those who ask for a page.
 */
final class Seats {
    /** Known by token or session. */
    static final int KNOWN = 96;

    /** Not known, and given the whole time that a body may take. */
    static final int STRANGERS = 32;

    /** Not known, all places taken: time for a body that is under way already. */
    static final int BRIEF = 48;

    /** Refused already, and still sending: heard out for a moment, so that the refusal arrives. */
    static final int REFUSED = 32;

    /** Who is quiet for so long is not under way. */
    static final Duration BRIEFLY = Duration.ofMillis(250);

    private final Semaphore known = new Semaphore(KNOWN);
    private final Semaphore strangers = new Semaphore(STRANGERS);
    private final Semaphore brief = new Semaphore(BRIEF);
    private final Semaphore refused = new Semaphore(REFUSED);

    /** A place and the longest time in it. */
    record Seat(Semaphore of, Duration atMost) {
        void leave() {
            of.release();
        }
    }

    Optional<Seat> forKnown(Duration atMost) {
        return seat(known, atMost);
    }

    Optional<Seat> forStranger(Duration atMost) {
        return seat(strangers, atMost).or(() -> seat(brief, BRIEFLY));
    }

    Optional<Seat> forRefused() {
        return seat(refused, BRIEFLY);
    }

    private static Optional<Seat> seat(Semaphore places, Duration atMost) {
        return places.tryAcquire() ? Optional.of(new Seat(places, atMost)) : Optional.empty();
    }
}
