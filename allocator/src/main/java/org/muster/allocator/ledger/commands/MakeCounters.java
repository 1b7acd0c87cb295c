package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.IntakeResult;

/** Counter files 1 to {@code count} of a Monte Carlo workflow, with which its finding is over. */
public record MakeCounters(StageRef stage, int count) implements Command<Answer<IntakeResult>> {
    @Override
    public Answer<IntakeResult> decide(Books books, Instant now) {
        return Intake.receiving(stage, books).then(book -> {
            Optional<String> tooMany =
                    Intake.tooMany(book, Math.max(0, count - book.inputs().counters()));
            if (tooMany.isPresent()) {
                return Answer.refused(Refusal.CONFLICT, tooMany.get());
            }
            int known = Math.min(count, book.inputs().counters());
            book.inputs().addCounters(count, now);
            book.workflow().findNoMore();
            return Answer.given(new IntakeResult(count - known, known));
        });
    }
}
