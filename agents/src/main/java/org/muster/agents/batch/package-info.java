/** The batch system that this installation runs its jobs on. */
@NullMarked
package org.muster.agents.batch;

import org.jspecify.annotations.NullMarked;
