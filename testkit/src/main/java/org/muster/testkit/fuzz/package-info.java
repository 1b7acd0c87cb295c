/** Inputs that nobody should send. */
@NullMarked
package org.muster.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
