/** The event registry: one number and name for everything that happens. */
@NullMarked
package org.muster.domain.event;

import org.jspecify.annotations.NullMarked;
