/** Kills the allocator under load and audits what is left. */
@NullMarked
package org.muster.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
