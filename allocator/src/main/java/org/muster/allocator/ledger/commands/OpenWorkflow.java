package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.domain.event.EventType;
import org.muster.domain.failure.Problem;
import org.muster.protocol.control.OrderCheck;
import org.muster.protocol.control.WorkflowOrder;

/** Takes a workflow into the books. The same order again changes nothing; another order under its number is refused. */
public record OpenWorkflow(WorkflowOrder order) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Ledger ledger, Instant now) {
        if (ledger.books.retired.contains(order.workflow().number())) {
            return Answer.done();
        }
        String trouble = ledger.books.setAside.get(order.workflow().number());
        if (trouble != null) {
            return Answer.refused(Refusal.CONFLICT, order.workflow() + " cannot be read: " + trouble);
        }
        Optional<WorkflowBook> known = ledger.books.workflow(order.workflow());
        if (known.isPresent()) {
            return known.get().order.equals(order)
                    ? Answer.done()
                    : Answer.refused(Refusal.CONFLICT, order.workflow() + " is open with another order");
        }
        List<Problem> problems = OrderCheck.of(order);
        if (!problems.isEmpty()) {
            return Answer.refused(
                    Refusal.MALFORMED, problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        WorkflowBook workflow = new WorkflowBook(order, now, ledger.books);
        ledger.books.add(workflow);
        ledger.changes().workflow(workflow);
        ledger.changes().event(EventType.WORKFLOW_CREATED, now).of(workflow);
        return Answer.done();
    }
}
