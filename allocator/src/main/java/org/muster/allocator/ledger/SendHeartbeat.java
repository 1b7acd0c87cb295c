package org.muster.allocator.ledger;

import java.time.Instant;

/** A wrapper job is alive. justIN wire protocol: send_heartbeat. */
public record SendHeartbeat(Signed signed) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Ledger ledger, Instant now) {
        return signed.byOnce(ledger, now).then(job -> {
            job.times = job.times.beat(now);
            ledger.changes().beat(job);
            return Answer.done();
        });
    }
}
