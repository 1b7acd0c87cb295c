package org.muster.allocator.ledger.books;

import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputPattern;

/** An output as its job reports it, before it is uploaded. {@code metadata} and {@code parents} are JSON texts. */
public record NewOutput(
        OutputPattern pattern,
        Did did,
        String dataset,
        long sizeBytes,
        Optional<String> adler32,
        long events,
        String metadata,
        String parents) {}
