package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowProgress.Status;

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
    public Answer<Answer.Done> decide(Ledger ledger, Instant now) {
        Optional<WorkflowBook> book = ledger.books.workflow(workflow);
        if (book.isEmpty()) {
            return retired(ledger);
        }
        return switch (change) {
            case PAUSE -> pause(book.get(), ledger, now);
            case RESUME -> resume(book.get(), ledger, now);
            case CLOSE -> close(book.get(), ledger, now);
            case FAIL_FILES -> failFiles(book.get(), ledger, now);
            case INPUTS_FOUND -> inputsFound(book.get(), ledger);
        };
    }

    private Answer<Answer.Done> retired(Ledger ledger) {
        if (!ledger.books.retired.contains(workflow.number())) {
            return Answer.refused(Refusal.NOTHING, "no " + workflow + " here");
        }
        return change == Change.PAUSE || change == Change.RESUME
                ? Answer.refused(Refusal.CONFLICT, workflow + " is closed")
                : Answer.done();
    }

    private Answer<Answer.Done> pause(WorkflowBook book, Ledger ledger, Instant now) {
        if (book.status == Status.CLOSED) {
            return Answer.refused(Refusal.CONFLICT, workflow + " is closed");
        }
        if (book.status == Status.OPEN) {
            to(book, Status.PAUSED, ledger);
            ledger.changes().event(EventType.WORKFLOW_PAUSED, now).of(book);
        }
        return Answer.done();
    }

    private Answer<Answer.Done> resume(WorkflowBook book, Ledger ledger, Instant now) {
        if (book.status == Status.CLOSED) {
            return Answer.refused(Refusal.CONFLICT, workflow + " is closed");
        }
        if (book.status == Status.PAUSED) {
            to(book, Status.OPEN, ledger);
            ledger.changes().event(EventType.WORKFLOW_RESTARTED, now).of(book);
        }
        return Answer.done();
    }

    private static Answer<Answer.Done> close(WorkflowBook book, Ledger ledger, Instant now) {
        if (book.status != Status.CLOSED) {
            boolean drained = book.drained();
            to(book, Status.CLOSED, ledger);
            EventType how = drained ? EventType.WORKFLOW_FINISHED_BY_FINDER : EventType.WORKFLOW_FINISHED_BY_USER;
            ledger.changes().event(how, now).of(book);
        }
        return Answer.done();
    }

    private static Answer<Answer.Done> failFiles(WorkflowBook book, Ledger ledger, Instant now) {
        ledger.moves.failFiles(book, now);
        if (book.over()) {
            ledger.changes().workflow(book);
        }
        return Answer.done();
    }

    private static Answer<Answer.Done> inputsFound(WorkflowBook book, Ledger ledger) {
        if (!book.inputsFound) {
            book.inputsFound = true;
            ledger.changes().workflow(book);
        }
        return Answer.done();
    }

    private static void to(WorkflowBook book, Status status, Ledger ledger) {
        book.status = status;
        ledger.changes().workflow(book);
    }
}
