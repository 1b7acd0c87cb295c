/** The command that measures and prints the figures beside the aims. */
@NullMarked
package org.muster.benchmarks.table;

import org.jspecify.annotations.NullMarked;
