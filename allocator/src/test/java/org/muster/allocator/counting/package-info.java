/** Counts of rows that somebody has changed behind the ledger's back. */
@NullMarked
package org.muster.allocator.counting;

import org.jspecify.annotations.NullMarked;
