package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Secrets;
import org.muster.allocator.ledger.books.Allocation;
import org.muster.allocator.ledger.books.Books;

/** The files that a job was given, in order. justIN wire protocol: get_allocated_files. */
public record GetAllocatedFiles(Secrets secrets) implements Command<Answer<GetAllocatedFiles.Given>> {
    /** Its texts are known once the latest of them is committed, which is before anybody is answered. */
    public static final class Given {
        private final List<Allocation> allocations;

        Given(List<Allocation> allocations) {
            this.allocations = allocations;
        }

        public List<String> dids() {
            return allocations.stream()
                    .map(allocation -> allocation.text().orElseThrow().did())
                    .toList();
        }
    }

    @Override
    public Answer<Given> decide(Books books, Instant now) {
        return secrets.of(books).then(job -> Answer.given(new Given(List.copyOf(job.allocations()))));
    }
}
