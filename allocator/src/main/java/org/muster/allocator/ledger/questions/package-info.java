/** What is asked of the ledger and changes nothing in it. */
@NullMarked
package org.muster.allocator.ledger.questions;

import org.jspecify.annotations.NullMarked;
