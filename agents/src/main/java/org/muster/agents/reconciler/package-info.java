/** Compares what ledger, MetaCat and Rucio say of outputs and inputs, continuously, in bulk and in fair turns. */
@NullMarked
package org.muster.agents.reconciler;

import org.jspecify.annotations.NullMarked;
