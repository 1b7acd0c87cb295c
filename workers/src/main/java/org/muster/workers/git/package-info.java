/** Checks code versions, and records campaigns in the production git. */
@NullMarked
package org.muster.workers.git;

import org.jspecify.annotations.NullMarked;
