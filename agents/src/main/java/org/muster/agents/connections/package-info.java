/** The other processes and outside systems that the agents talk to, as this process's own client. */
@NullMarked
package org.muster.agents.connections;

import org.jspecify.annotations.NullMarked;
