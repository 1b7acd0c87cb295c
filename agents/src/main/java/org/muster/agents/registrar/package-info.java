/** Makes confirmed outputs known to MetaCat and Rucio, in bulk. */
@NullMarked
package org.muster.agents.registrar;

import org.jspecify.annotations.NullMarked;
