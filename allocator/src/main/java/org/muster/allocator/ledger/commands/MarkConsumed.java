package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Secrets;
import org.muster.allocator.ledger.books.Allocation;
import org.muster.allocator.ledger.books.Books;
import org.muster.domain.data.InputFileState;

/** SAM says that the file at this address has been read. justIN wire protocol: updateFileStatus and setStatus. */
public record MarkConsumed(Secrets secrets, String pfn) implements Command<Answer<Answer.Done>> {
    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        return secrets.of(books).then(job -> {
            Optional<Allocation> held = job.live().stream()
                    .filter(allocation -> allocation.calledAt(pfn))
                    .findFirst();
            if (held.isEmpty()) {
                return Answer.refused(Refusal.MALFORMED, "this job holds no file at that address");
            }
            if (held.get().fileState() == InputFileState.ALLOCATED) {
                held.get().processed(now);
            }
            return Answer.done();
        });
    }
}
