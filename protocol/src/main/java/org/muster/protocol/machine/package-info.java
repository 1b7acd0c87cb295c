/** What the programs on one machine leave in files for each other. */
@NullMarked
package org.muster.protocol.machine;

import org.jspecify.annotations.NullMarked;
