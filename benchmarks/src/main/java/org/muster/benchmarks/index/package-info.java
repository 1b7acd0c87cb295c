/** JMH on the matching in memory. */
@NullMarked
package org.muster.benchmarks.index;

import org.jspecify.annotations.NullMarked;
