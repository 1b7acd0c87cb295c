/** How the sandbox is told to misbehave. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.faults;
