/** Deletes at the storages what jobs uploaded and never confirmed. */
@NullMarked
package org.muster.agents.clearing;

import org.jspecify.annotations.NullMarked;
