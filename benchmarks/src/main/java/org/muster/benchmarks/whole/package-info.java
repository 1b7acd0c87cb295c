/** The platform as {@code muster up} starts it, with people, pilots and catalogues at once. */
@NullMarked
package org.muster.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
