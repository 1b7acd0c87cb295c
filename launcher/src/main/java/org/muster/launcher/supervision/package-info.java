/** Child processes that are started, watched, restarted within limits, and stopped in order. */
@NullMarked
package org.muster.launcher.supervision;

import org.jspecify.annotations.NullMarked;
