/** Against a stand-in of the engine that keeps tasks as the engine does. */
@NullMarked
package org.muster.workers.runtime;

import org.jspecify.annotations.NullMarked;
