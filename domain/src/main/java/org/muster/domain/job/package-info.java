/** Jobs: wrapper jobs under a batch system, hosting a jobscript. */
@NullMarked
package org.muster.domain.job;

import org.jspecify.annotations.NullMarked;
