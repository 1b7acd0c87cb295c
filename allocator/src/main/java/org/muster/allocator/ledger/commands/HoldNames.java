package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.rows.OutputRecord;

/** Voided outputs that are to be deleted at the storages: those whose name no job has taken meanwhile. It takes none for a while. */
public record HoldNames(List<OutputRecord> outputs) implements Command<List<OutputRecord>> {
    @Override
    public List<OutputRecord> decide(Books books, Instant now) {
        List<OutputRecord> free = outputs.stream()
                .filter(output -> books.workflows().stream()
                        .noneMatch(workflow ->
                                workflow.order().scope().equals(output.did().scope()) && workflow.taken(output.did())))
                .toList();
        books.hold(free.stream().map(OutputRecord::did).toList(), now);
        return free;
    }

    @Override
    public String toString() {
        return "HoldNames[" + outputs.size() + "]";
    }
}
