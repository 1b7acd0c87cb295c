/** What the journal writes and reads: the ledger's rows and the values in them. Knows nothing else of the ledger. */
@NullMarked
package org.muster.allocator.ledger.rows;

import org.jspecify.annotations.NullMarked;
