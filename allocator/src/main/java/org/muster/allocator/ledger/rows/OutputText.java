package org.muster.allocator.ledger.rows;

/** What a job said about an output, as JSON texts; kept by the journal only. */
public record OutputText(String metadata, String parents) {}
