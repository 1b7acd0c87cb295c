/** The control surface that webapp, workers and agents call with a bearer token. */
@NullMarked
package org.muster.allocator.control;

import org.jspecify.annotations.NullMarked;
