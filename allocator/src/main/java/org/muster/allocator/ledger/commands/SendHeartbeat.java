package org.muster.allocator.ledger.commands;

import java.time.Instant;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Signed;

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
