/** Notices what went wrong or is over: stalled and lost jobs, drained and sick workflows. */
@NullMarked
package org.muster.agents.watchdog;

import org.jspecify.annotations.NullMarked;
