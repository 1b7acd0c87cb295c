/** That figures are told as they are. */
@NullMarked
package org.muster.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
