/** Finds the input files of workflows and the replicas of those files. */
@NullMarked
package org.muster.agents.finder;

import org.jspecify.annotations.NullMarked;
