package org.muster.allocator.ledger.books;

/**
 * Where an output is.
 *
 * @param rse empty on a person's own storage
 * @param adler32 empty from a wrapper that does not tell
 */
public record Uploaded(String rse, long sizeBytes, String adler32, String pfn) {}
