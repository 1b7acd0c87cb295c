/** Arithmetic on points in time that never fails. */
@NullMarked
package org.muster.domain.time;

import org.jspecify.annotations.NullMarked;
