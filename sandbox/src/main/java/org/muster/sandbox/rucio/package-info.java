/** What all of the Rucio stand-in shares: its wiring and the calls that need no token. */
@NullMarked
package org.muster.sandbox.rucio;

import org.jspecify.annotations.NullMarked;
