/** That the benchmarks themselves are sound: nothing is counted twice, nothing is lost. */
@NullMarked
package org.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
