/** Carries out what people approved, each kind of proposal by a part of its own. */
@NullMarked
package org.muster.workers.repairs;

import org.jspecify.annotations.NullMarked;
