/** Has the agents register outputs in the sandbox's catalogues, and says what that costs. */
@NullMarked
package org.muster.benchmarks.registration;

import org.jspecify.annotations.NullMarked;
