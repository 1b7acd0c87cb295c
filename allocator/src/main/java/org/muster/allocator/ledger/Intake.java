package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.IntakeResult;
import org.muster.protocol.control.WorkflowProgress.Status;

/** Input files that a query found. Those the stage has already are left as they are. */
public record Intake(StageRef stage, List<FoundFile> files) implements Command<Answer<IntakeResult>> {
    @Override
    public Answer<IntakeResult> decide(Ledger ledger, Instant now) {
        return receiving(stage, ledger).then(book -> {
            List<FoundFile> unknown = files.stream()
                    .filter(file -> !book.byDid.containsKey(file.did().toString()))
                    .distinct()
                    .toList();
            Optional<String> tooMany = tooMany(book, unknown.size(), ledger);
            if (tooMany.isPresent()) {
                return Answer.refused(Refusal.CONFLICT, tooMany.get());
            }
            int added = 0;
            for (FoundFile file : unknown) {
                if (!book.byDid.containsKey(file.did().toString())) {
                    ledger.moves.add(book, file.did().toString(), file.sizeBytes(), now);
                    added++;
                }
            }
            return Answer.given(new IntakeResult(added, files.size() - added));
        });
    }

    static Answer<StageBook> receiving(StageRef stage, Ledger ledger) {
        Optional<StageBook> book = ledger.books.stage(stage);
        if (book.isEmpty()) {
            return Answer.refused(Refusal.NOTHING, "no stage " + stage + " is open here");
        }
        return book.get().workflow.status == Status.CLOSED
                ? Answer.refused(Refusal.CONFLICT, stage.workflow() + " is closed")
                : Answer.given(book.get());
    }

    static Optional<String> tooMany(StageBook book, int more, Ledger ledger) {
        String quota = book.workflow.order.quotaName();
        int limit = ledger.books.geography.quota(quota).maxFilesPerWorkflow();
        long files = (long) book.files.size() + more;
        return files <= limit
                ? Optional.empty()
                : Optional.of("%s would have %d input files; quota %s allows %d in one workflow"
                        .formatted(book.workflow.order.workflow(), files, quota, limit));
    }
}
