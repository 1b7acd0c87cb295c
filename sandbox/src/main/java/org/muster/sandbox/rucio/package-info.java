/** What all of the Rucio stand-in shares: its wiring and the calls that need no token. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio;
