/** The agents: what Muster does by itself between two decisions of people. */
@NullMarked
package org.muster.agents;

import org.jspecify.annotations.NullMarked;
