package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.QuotaBook;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FoundFile;

/**
 * Input files that a query found, without those that the stage has already: who sends this has asked PostgreSQL for them.
 *
 * @param seen how many files the stage had when PostgreSQL was asked; if it has more by now, the question is asked again
 */
public record Intake(StageRef stage, List<FoundFile> files, int seen) implements Command<Answer<Integer>> {
    @Override
    public Answer<Integer> decide(Books books, Instant now) {
        return receiving(stage, books).then(book -> {
            if (book.files().size() != seen) {
                return Answer.refused(Refusal.NOT_NOW, stage + " is given other files at the same time");
            }
            Optional<String> tooMany = tooMany(book, files.size());
            if (tooMany.isPresent()) {
                return Answer.refused(Refusal.CONFLICT, tooMany.get());
            }
            book.inputs()
                    .add(
                            files.stream()
                                    .map(file -> new NewInput(file.did().toString(), file.sizeBytes()))
                                    .toList(),
                            now);
            return Answer.given(files.size());
        });
    }

    /** How many files a stage has that may be given more; for {@link #seen}. */
    public record Seen(StageRef stage) implements Command<Answer<Integer>> {
        @Override
        public Answer<Integer> decide(Books books, Instant now) {
            return receiving(stage, books)
                    .then(book -> stage.stage() == 1
                            ? Answer.given(book.files().size())
                            : Answer.refused(
                                    Refusal.CONFLICT, "the inputs of " + stage + " are outputs of the stage before"));
        }
    }

    @Override
    public String toString() {
        return "Intake[" + stage + ", " + files.size() + "]";
    }

    static Answer<StageBook> receiving(StageRef stage, Books books) {
        Optional<StageBook> book = books.stage(stage);
        if (book.isEmpty()) {
            return Answer.refused(Refusal.NOTHING, "no stage " + stage + " is open here");
        }
        return book.get().workflow().status() == LedgerStatus.CLOSED
                ? Answer.refused(Refusal.CONFLICT, stage.workflow() + " is closed")
                : Answer.given(book.get());
    }

    static Optional<String> tooMany(StageBook book, int more) {
        QuotaBook quota = book.workflow().quota();
        int limit = quota.maxFilesPerWorkflow();
        long files = (long) book.files().size() + more;
        return files <= limit
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s would have %d input files; %s allows %d in one workflow",
                        book.workflow().order().workflow(),
                        files,
                        quota,
                        limit));
    }
}
