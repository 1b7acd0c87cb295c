/** The single writer of files, jobs and outputs: commands in, decisions and changed rows out, without I/O, clock or threads. */
@NullMarked
package org.muster.allocator.ledger;

import org.jspecify.annotations.NullMarked;
