package org.muster.allocator.ledger.rows;

import java.util.Optional;

/** The end of a jobscript's log, and why its job ended; what is absent leaves alone what was said before. */
public record LogRecord(long jobId, Optional<String> text, Optional<String> whyEnded) {
    public LogRecord then(LogRecord later) {
        return new LogRecord(jobId, later.text.or(() -> text), later.whyEnded.or(() -> whyEnded));
    }
}
