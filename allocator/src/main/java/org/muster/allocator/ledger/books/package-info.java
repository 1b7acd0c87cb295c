/** The ledger's memory of workflows, files, jobs and outputs, and what becomes of it: no other room changes any of it. */
@NullMarked
package org.muster.allocator.ledger.books;

import org.jspecify.annotations.NullMarked;
