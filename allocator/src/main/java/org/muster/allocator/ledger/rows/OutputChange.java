package org.muster.allocator.ledger.rows;

import java.util.Optional;

/**
 * An output's row after a batch.
 *
 * @param text what is written with its first row only
 */
public record OutputChange(OutputRecord output, Optional<OutputText> text) {}
