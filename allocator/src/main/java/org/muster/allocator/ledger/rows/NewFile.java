package org.muster.allocator.ledger.rows;

/** A file's first row. */
public record NewFile(FileChange row, NewInput input) {}
