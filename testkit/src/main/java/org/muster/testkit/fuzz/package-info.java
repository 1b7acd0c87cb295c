/** Inputs that nobody should send. */
@org.jspecify.annotations.NullMarked
package org.muster.testkit.fuzz;
