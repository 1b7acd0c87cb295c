package org.muster.allocator.ledger.commands;

import java.time.Instant;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.books.Books;

/** A wrapper job is alive. justIN wire protocol: send_heartbeat. */
public record SendHeartbeat(Signed signed) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        return signed.byOnce(books, now).then(job -> {
            job.beat(now);
            return Answer.done();
        });
    }
}
