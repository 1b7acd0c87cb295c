/** Pilots that speak the justIN wire protocol over keep-alive connections as fast as they are answered. */
@NullMarked
package org.muster.benchmarks.load;

import org.jspecify.annotations.NullMarked;
