/** State machines as tables: every legal move is registered, everything else is refused. */
@NullMarked
package org.muster.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
