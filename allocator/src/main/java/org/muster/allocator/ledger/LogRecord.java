package org.muster.allocator.ledger;

/** The end of a jobscript's log. */
public record LogRecord(long jobId, String text) {}
