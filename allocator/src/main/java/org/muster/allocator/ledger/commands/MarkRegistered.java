package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.domain.data.Adler32Sum;

/**
 * Outputs that the catalogues know now. Those marked before are left as they are.
 *
 * @param checksums of which those that no job told are kept
 */
public record MarkRegistered(List<Long> outputs, Map<Long, Adler32Sum> checksums) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Books books, Instant now) {
        for (long id : outputs) {
            books.unregistered(id).ifPresent(output -> output.register(Optional.ofNullable(checksums.get(id)), now));
        }
        return Answer.Done.DONE;
    }
}
