package org.muster.allocator.ledger.books;

import java.util.Optional;

/**
 * Where an output is.
 *
 * @param rse unless it is on a person's own storage
 * @param adler32 if the wrapper told it
 */
public record Uploaded(Optional<String> rse, long sizeBytes, Optional<String> adler32, Optional<String> pfn) {}
