/** External-task workers, one handler for each topic of the process models. */
@NullMarked
package org.muster.workers;

import org.jspecify.annotations.NullMarked;
