package org.muster.allocator.ledger;

/** A file's first row. */
public record NewFile(FileChange row, NewInput input) {}
