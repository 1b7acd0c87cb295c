/** The other processes and outside systems that the handlers talk to, as this process's own client. */
@NullMarked
package org.muster.workers.connections;

import org.jspecify.annotations.NullMarked;
