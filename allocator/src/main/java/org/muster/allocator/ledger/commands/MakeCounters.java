package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.domain.input.CounterFile;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.IntakeResult;

/** Counter files 1 to {@code count} of a Monte Carlo workflow, with which its finding is over. */
public record MakeCounters(StageRef stage, int count) implements Command<Answer<IntakeResult>> {
    @Override
    public Answer<IntakeResult> decide(Ledger ledger, Instant now) {
        return Intake.receiving(stage, ledger).then(book -> {
            Optional<String> tooMany = Intake.tooMany(book, Math.max(0, count - book.counters));
            if (tooMany.isPresent()) {
                return Answer.refused(Refusal.CONFLICT, tooMany.get());
            }
            int known = Math.min(count, book.counters);
            List<NewInput> added = IntStream.rangeClosed(known + 1, count)
                    .mapToObj(number -> counter(book, number))
                    .toList();
            int slot = ledger.moves.add(book, added, now);
            for (int number = known + 1; number <= count; number++) {
                ledger.moves.found(book, slot, List.of(anywhere(book.files.id(slot), number)), now);
                slot++;
            }
            book.counters = Math.max(book.counters, count);
            book.workflow.inputsFound = true;
            ledger.changes().workflow(book.workflow);
            return Answer.given(new IntakeResult(count - known, known));
        });
    }

    private static NewInput counter(StageBook book, int number) {
        return new NewInput(CounterFile.name(book.workflow.order.workflow(), number), 0);
    }

    private static NewReplica anywhere(long file, int number) {
        return new NewReplica(file, RseName.MONTECARLO.value(), CounterFile.number(number), "", Optional.empty());
    }
}
