/** Closes the datasets of workflows, and makes and closes those of campaigns. */
@NullMarked
package org.muster.workers.datasets;

import org.jspecify.annotations.NullMarked;
