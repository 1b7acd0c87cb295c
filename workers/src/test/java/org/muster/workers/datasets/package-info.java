/** Against stand-ins of the catalogues. */
@NullMarked
package org.muster.workers.datasets;

import org.jspecify.annotations.NullMarked;
