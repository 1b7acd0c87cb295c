package org.muster.allocator.control;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.commands.Intake;
import org.muster.allocator.ledger.questions.FilesToLocate;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.IntakeResult;

/** Files as finder and reconciler speak of them: by their names, which the ledger leaves to PostgreSQL. */
final class Inputs {
    /** Attempts to take in files of a stage that somebody else gives files at the same time. */
    private static final int MAX_ATTEMPTS = 10;

    private final LedgerLoop ledger;
    private final Tables tables;
    private final Readers readers;

    Inputs(LedgerLoop ledger, Tables tables, Readers readers) {
        this.ledger = ledger;
        this.tables = tables;
        this.readers = readers;
    }

    CompletableFuture<List<FileToLocate>> toLocate(int limit) {
        return ledger.submit(new FilesToLocate(limit)).thenCompose(ids -> readers.ask(() -> tables.toLocate(ids)));
    }

    /** Those that are outputs of any workflow. */
    CompletableFuture<List<String>> knownOutputs(List<Did> files) {
        return readers.ask(
                () -> tables.knownOutputs(files.stream().map(Did::toString).toArray(String[]::new)));
    }

    /** Takes in those that the stage does not have. */
    CompletableFuture<Answer<IntakeResult>> take(StageRef stage, List<FoundFile> files) {
        return take(stage, files, MAX_ATTEMPTS);
    }

    private CompletableFuture<Answer<IntakeResult>> take(StageRef stage, List<FoundFile> files, int attempts) {
        return ledger.submit(new Intake.Seen(stage)).thenCompose(answer -> {
            if (!(answer instanceof Answer.Given<Integer> seen)) {
                return CompletableFuture.completedFuture(
                        answer.then(none -> Answer.given(new IntakeResult(0, files.size()))));
            }
            return readers.ask(() -> unknown(stage, files, seen.value()))
                    .thenCompose(unknown -> ledger.submit(new Intake(stage, unknown, seen.value())))
                    .thenCompose(taken -> overtaken(taken) && attempts > 1
                            ? take(stage, files, attempts - 1)
                            : CompletableFuture.completedFuture(
                                    taken.then(added -> Answer.given(new IntakeResult(added, files.size() - added)))));
        });
    }

    private static boolean overtaken(Answer<Integer> answer) {
        return answer instanceof Answer.Refused<Integer> refused && refused.refusal() == Refusal.NOT_NOW;
    }

    private List<FoundFile> unknown(StageRef stage, List<FoundFile> files, int seen) throws JournalUnavailable {
        Set<String> known = seen == 0
                ? new HashSet<>()
                : tables.known(
                        stage, files.stream().map(file -> file.did().toString()).toArray(String[]::new));
        return files.stream().filter(file -> known.add(file.did().toString())).toList();
    }
}
