/** The ledger's truth in PostgreSQL: load everything at start, write each batch in one transaction, answer tables. */
@NullMarked
package org.muster.allocator.journal;

import org.jspecify.annotations.NullMarked;
