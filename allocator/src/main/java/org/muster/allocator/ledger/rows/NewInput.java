package org.muster.allocator.ledger.rows;

/**
 * What only PostgreSQL keeps of an input file.
 *
 * @param did as jobs see it: {@code scope:name}, or a counter's bare name
 */
public record NewInput(String did, long sizeBytes) {}
