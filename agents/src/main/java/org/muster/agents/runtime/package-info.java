/** Runs agents: one bounded step after the other, with a pause after idle steps and a longer one after failures. */
@NullMarked
package org.muster.agents.runtime;

import org.jspecify.annotations.NullMarked;
