/** What is told to the ledger: each decides on the books whether and how it is done. */
@NullMarked
package org.muster.allocator.ledger.commands;

import org.jspecify.annotations.NullMarked;
