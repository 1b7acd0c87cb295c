package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.IntakeResult;

/** Counter files 1 to {@code count} of a Monte Carlo workflow, with which its finding is over. */
public record MakeCounters(StageRef stage, int count) implements Command<Answer<IntakeResult>> {
    /** Six digits in the name. */
    public static final int MAX_COUNT = 999_999;

    @Override
    public Answer<IntakeResult> decide(Ledger ledger, Instant now) {
        return Intake.receiving(stage, ledger).then(book -> {
            Optional<String> tooMany = Intake.tooMany(book, Math.max(0, count - book.files.size()), ledger);
            if (tooMany.isPresent()) {
                return Answer.refused(Refusal.CONFLICT, tooMany.get());
            }
            int added = 0;
            for (int number = 1; number <= count; number++) {
                String did = String.format(
                        Locale.ROOT, "monte-carlo-%06d-%06d", stage.workflow().number(), number);
                if (!book.byDid.containsKey(did)) {
                    add(book, did, String.format(Locale.ROOT, "%06d", number), ledger, now);
                    added++;
                }
            }
            book.workflow.inputsFound = true;
            ledger.changes().workflow(book.workflow);
            return Answer.given(new IntakeResult(added, count - added));
        });
    }

    private static void add(StageBook book, String did, String pfn, Ledger ledger, Instant now) {
        InputFile file = ledger.moves.add(book, did, 0, now);
        ledger.moves.found(file, List.of(new ReplicaRecord(file.id, RseName.MONTECARLO.value(), pfn, "")), now);
    }
}
