/** Problems told to people: all at once, each naming the field and the fix. */
@NullMarked
package org.muster.domain.failure;

import org.jspecify.annotations.NullMarked;
