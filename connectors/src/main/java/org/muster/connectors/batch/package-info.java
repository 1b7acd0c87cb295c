/** Batch systems that run wrapper jobs. */
@NullMarked
package org.muster.connectors.batch;

import org.jspecify.annotations.NullMarked;
