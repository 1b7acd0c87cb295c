/** The same hand-out written with plain SQL and row locks, to compare with. */
@NullMarked
package org.muster.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
