package org.muster.allocator.ledger.rows;

import java.time.Instant;

/** When a job did what; the Unix epoch stands for not yet, as in justIN. */
public record JobTimes(Instant submitted, Instant started, Instant heartbeat, Instant outputting, Instant finished) {
    public static JobTimes submittedAt(Instant now) {
        return new JobTimes(now, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }

    public JobTimes start(Instant now) {
        return new JobTimes(submitted, now, now, outputting, finished);
    }

    public JobTimes beat(Instant now) {
        return new JobTimes(submitted, started, now, outputting, finished);
    }

    public JobTimes output(Instant now) {
        return new JobTimes(submitted, started, now, now, finished);
    }

    public JobTimes finish(Instant now) {
        return new JobTimes(submitted, started, heartbeat, outputting, now);
    }
}
