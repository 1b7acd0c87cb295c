package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Ledger;
import org.muster.allocator.ledger.books.OutputFile;
import org.muster.domain.data.Adler32Sum;

/**
 * Outputs that the catalogues know now. Those marked before are left as they are.
 *
 * @param checksums of which those that no job told are kept
 */
public record MarkRegistered(List<Long> outputs, Map<Long, Adler32Sum> checksums) implements Command<Answer.Done> {
    @Override
    public Answer.Done decide(Ledger ledger, Instant now) {
        for (long id : outputs) {
            OutputFile output = ledger.books.unregistered.get(id);
            if (output != null) {
                if (output.adler32.isEmpty() && checksums.containsKey(id)) {
                    output.adler32 = String.valueOf(checksums.get(id));
                }
                ledger.moves.registered(output, now);
            }
        }
        return Answer.Done.DONE;
    }
}
