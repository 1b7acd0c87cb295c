/** The real allocator and a real PostgreSQL as processes of their own, and what they use. */
@NullMarked
package org.muster.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
