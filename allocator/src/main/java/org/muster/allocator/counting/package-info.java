/** Whether the sums that are kept are those of a full count. */
@NullMarked
package org.muster.allocator.counting;

import org.jspecify.annotations.NullMarked;
