/** The allocator, the webapp and a batch system as the agents meet them, with state. */
@NullMarked
package org.muster.agents.fake;

import org.jspecify.annotations.NullMarked;
