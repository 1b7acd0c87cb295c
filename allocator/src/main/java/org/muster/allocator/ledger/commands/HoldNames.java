package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.books.HeldNames;
import org.muster.allocator.ledger.rows.OutputRecord;

/** Voided outputs that are to be deleted at the storages: those whose name no job has taken meanwhile. It takes none for a while. */
public record HoldNames(List<OutputRecord> outputs) implements Command<List<OutputRecord>> {
    @Override
    public List<OutputRecord> decide(Ledger ledger, Instant now) {
        HeldNames held = ledger.books.heldNames;
        held.forget(now);
        List<OutputRecord> free = outputs.stream()
                .filter(output -> ledger.books.workflows.values().stream()
                        .noneMatch(workflow ->
                                workflow.order.scope().equals(output.did().scope())
                                        && workflow.outputs.taken(output.did())))
                .toList();
        free.forEach(output -> held.hold(output.did(), now));
        return free;
    }

    @Override
    public String toString() {
        return "HoldNames[" + outputs.size() + "]";
    }
}
