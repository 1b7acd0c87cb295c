/** Muster's vocabulary. Depends on the JDK only. */
@NullMarked
package org.muster.domain;

import org.jspecify.annotations.NullMarked;
