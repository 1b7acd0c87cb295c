/** How long what is over is kept where it can be asked for at once. */
@NullMarked
package org.muster.domain.retention;

import org.jspecify.annotations.NullMarked;
