/** The reconciler against catalogues in memory. */
@NullMarked
package org.muster.agents.reconciler;

import org.jspecify.annotations.NullMarked;
