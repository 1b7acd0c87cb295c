package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Optional;

/** When a job did what. */
public record JobTimes(
        Instant submitted,
        Optional<Instant> started,
        Optional<Instant> heartbeat,
        Optional<Instant> outputting,
        Optional<Instant> finished) {
    public static JobTimes submittedAt(Instant now) {
        return new JobTimes(now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public JobTimes start(Instant now) {
        return new JobTimes(submitted, Optional.of(now), Optional.of(now), outputting, finished);
    }

    public JobTimes beat(Instant now) {
        return new JobTimes(submitted, started, Optional.of(now), outputting, finished);
    }

    public JobTimes output(Instant now) {
        return new JobTimes(submitted, started, Optional.of(now), Optional.of(now), finished);
    }

    public JobTimes finish(Instant now) {
        return new JobTimes(submitted, started, heartbeat, outputting, Optional.of(now));
    }

    /** The last sign of life; of a job that has not started, that it was submitted. */
    public Instant alive() {
        return heartbeat.orElse(submitted);
    }

    /** Of a job that has ended. */
    public Instant ended() {
        return finished.orElse(alive());
    }
}
