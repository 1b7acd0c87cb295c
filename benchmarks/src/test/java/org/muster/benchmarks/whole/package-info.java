/** That the measurement of the whole loses nothing and takes nothing for true that is not. */
@NullMarked
package org.muster.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
