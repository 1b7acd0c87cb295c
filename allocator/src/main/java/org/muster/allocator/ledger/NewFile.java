package org.muster.allocator.ledger;

/**
 * A file's first row, with what only PostgreSQL keeps.
 *
 * @param did as jobs see it: {@code scope:name}, or a counter's bare name
 */
public record NewFile(FileChange row, String did, long sizeBytes) {}
