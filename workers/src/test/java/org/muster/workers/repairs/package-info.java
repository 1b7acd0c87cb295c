/** Repairs against catalogues in memory. */
@NullMarked
package org.muster.workers.repairs;

import org.jspecify.annotations.NullMarked;
