package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;

/** The files that a job was given, in order. justIN wire protocol: get_allocated_files. */
public record GetAllocatedFiles(Secrets secrets) implements Command<Answer<List<String>>> {
    @Override
    public Answer<List<String>> decide(Ledger ledger, Instant now) {
        return secrets.of(ledger)
                .then(job -> Answer.given(job.allocations.stream()
                        .map(allocation -> allocation.file.did)
                        .toList()));
    }
}
