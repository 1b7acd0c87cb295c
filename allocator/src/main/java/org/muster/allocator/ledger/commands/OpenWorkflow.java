package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.domain.failure.Problem;
import org.muster.protocol.control.OrderCheck;
import org.muster.protocol.control.WorkflowOrder;

/** Takes a workflow into the books. The same order again changes nothing; another order under its number is refused. */
public record OpenWorkflow(WorkflowOrder order) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        if (books.retired(order.workflow())) {
            return Answer.done();
        }
        String trouble = books.setAside().get(order.workflow().number());
        if (trouble != null) {
            return Answer.refused(Refusal.CONFLICT, order.workflow() + " cannot be read: " + trouble);
        }
        Optional<WorkflowBook> known = books.workflow(order.workflow());
        if (known.isPresent()) {
            return known.get().order().equals(order)
                    ? Answer.done()
                    : Answer.refused(Refusal.CONFLICT, order.workflow() + " is open with another order");
        }
        List<Problem> problems = OrderCheck.of(order);
        if (!problems.isEmpty()) {
            return Answer.refused(
                    Refusal.MALFORMED, problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        books.open(order, now);
        return Answer.done();
    }
}
