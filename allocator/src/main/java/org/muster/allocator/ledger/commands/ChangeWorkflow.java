package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;

/** What a person or the workflow's process decides about a workflow as a whole. Repeating one changes nothing. */
public record ChangeWorkflow(WorkflowId workflow, Change change) implements Command<Answer<Answer.Done>> {
    public enum Change {
        PAUSE,
        RESUME,
        CLOSE,
        /** Fails every input file that is not terminal. */
        FAIL_FILES,
        /** The input query is answered in full. */
        INPUTS_FOUND
    }

    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        Optional<WorkflowBook> book = books.workflow(workflow);
        if (book.isEmpty()) {
            return retired(books);
        }
        return switch (change) {
            case PAUSE -> pause(book.get(), now);
            case RESUME -> resume(book.get(), now);
            case CLOSE -> close(book.get(), now);
            case FAIL_FILES -> failFiles(book.get(), now);
            case INPUTS_FOUND -> inputsFound(book.get());
        };
    }

    private Answer<Answer.Done> retired(Books books) {
        if (!books.retired(workflow)) {
            return Answer.refused(Refusal.NOTHING, "no " + workflow + " here");
        }
        return change == Change.PAUSE || change == Change.RESUME
                ? Answer.refused(Refusal.CONFLICT, workflow + " is closed")
                : Answer.done();
    }

    private Answer<Answer.Done> pause(WorkflowBook book, Instant now) {
        if (book.status() == LedgerStatus.CLOSED) {
            return Answer.refused(Refusal.CONFLICT, workflow + " is closed");
        }
        if (book.status() == LedgerStatus.OPEN) {
            book.pause(now);
        }
        return Answer.done();
    }

    private Answer<Answer.Done> resume(WorkflowBook book, Instant now) {
        if (book.status() == LedgerStatus.CLOSED) {
            return Answer.refused(Refusal.CONFLICT, workflow + " is closed");
        }
        if (book.status() == LedgerStatus.PAUSED) {
            book.resume(now);
        }
        return Answer.done();
    }

    private static Answer<Answer.Done> close(WorkflowBook book, Instant now) {
        if (book.status() != LedgerStatus.CLOSED) {
            book.close(now);
        }
        return Answer.done();
    }

    private static Answer<Answer.Done> failFiles(WorkflowBook book, Instant now) {
        book.failFiles(now);
        return Answer.done();
    }

    private static Answer<Answer.Done> inputsFound(WorkflowBook book) {
        book.findNoMore();
        return Answer.done();
    }
}
