/** How large a number and how long a text may be: one kind of value for all limits, which every door reads. */
@NullMarked
package org.muster.domain.limit;

import org.jspecify.annotations.NullMarked;
