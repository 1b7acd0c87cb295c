package org.muster.allocator.ledger.commands;

import java.time.Instant;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.books.Books;
import org.muster.domain.job.JobState;

/** A signed request whose body is wrong: who sent it is checked first, so that strangers learn nothing. */
public record MalformedRequest(Signed signed, String reason) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        return signed.byOnce(books, now).then(job -> {
            if (signed.method().equals(GetJobscript.METHOD) && job.state() != JobState.SUBMITTED) {
                return Answer.refused(Refusal.FORBIDDEN, GetJobscript.duplicate(job));
            }
            return Answer.refused(Refusal.MALFORMED, reason);
        });
    }
}
