/** Who calls: bearer tokens and what they say. */
@NullMarked
package org.muster.allocator.access;

import org.jspecify.annotations.NullMarked;
