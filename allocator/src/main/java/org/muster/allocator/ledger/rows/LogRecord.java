package org.muster.allocator.ledger.rows;

/** The end of a jobscript's log, and why its job ended; an empty text leaves alone what was said before. */
public record LogRecord(long jobId, String text, String whyEnded) {
    public LogRecord then(LogRecord later) {
        return new LogRecord(
                jobId, later.text.isEmpty() ? text : later.text, later.whyEnded.isEmpty() ? whyEnded : later.whyEnded);
    }
}
