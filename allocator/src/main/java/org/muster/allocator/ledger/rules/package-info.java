/** What has to hold before a file goes to a job, asked of the books and changing nothing. */
@NullMarked
package org.muster.allocator.ledger.rules;

import org.jspecify.annotations.NullMarked;
