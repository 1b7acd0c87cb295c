/** What was measured, beside what was aimed at. */
@NullMarked
package org.muster.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
