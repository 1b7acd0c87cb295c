/** Stand-ins of the other processes, with state, over HTTP. */
@NullMarked
package org.muster.workers.fakes;

import org.jspecify.annotations.NullMarked;
