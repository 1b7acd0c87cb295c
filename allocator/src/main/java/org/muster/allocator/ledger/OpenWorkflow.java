package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.event.EventType;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/** Takes a workflow into the books. The same order again changes nothing; another order under its number is refused. */
public record OpenWorkflow(WorkflowOrder order) implements Command<Answer<Answer.Done>> {
    /** Of one file. */
    static final int MAX_ATTEMPTS = 1000;

    @Override
    public Answer<Answer.Done> decide(Ledger ledger, Instant now) {
        if (ledger.books.retired.contains(order.workflow().number())) {
            return Answer.done();
        }
        Optional<WorkflowBook> known = ledger.books.workflow(order.workflow());
        if (known.isPresent()) {
            return known.get().order.equals(order)
                    ? Answer.done()
                    : Answer.refused(Refusal.CONFLICT, order.workflow() + " is open with another order");
        }
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            return Answer.refused(Refusal.MALFORMED, problem.get());
        }
        WorkflowBook workflow = new WorkflowBook(order, now, ledger.books.rses, ledger.books.replicaSets);
        ledger.books.add(workflow);
        ledger.changes().workflow(workflow);
        ledger.changes().event(EventType.WORKFLOW_CREATED, now, workflow);
        return Answer.done();
    }

    private Optional<String> problem() {
        if (!Did.isScope(order.scope())) {
            return Optional.of("scope: '" + order.scope() + "' is no scope");
        }
        for (StageOrder stage : order.stages()) {
            String where = "stages[" + (stage.stage() - 1) + "]";
            if (stage.maxFilesPerJob() < 1
                    || stage.maxAttempts() < 1
                    || stage.maxAttempts() > MAX_ATTEMPTS
                    || stage.maxRunningJobs() < 1) {
                return Optional.of(where + ": caps are numbers from 1, and attempts at most " + MAX_ATTEMPTS);
            }
            Set<Integer> patterns = new HashSet<>();
            for (OutputPattern pattern : stage.outputs()) {
                if (!patterns.add(pattern.patternId())) {
                    return Optional.of(where + ".outputs: pattern " + pattern.patternId() + " is there twice");
                }
            }
        }
        return Optional.empty();
    }
}
