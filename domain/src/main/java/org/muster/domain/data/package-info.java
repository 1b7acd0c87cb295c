/** Files and datasets: their names, sizes, checksums and states. */
@NullMarked
package org.muster.domain.data;

import org.jspecify.annotations.NullMarked;
