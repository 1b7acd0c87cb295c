/** Rules about the whole code base, and fixtures that break them. */
@NullMarked
package org.muster.architecture;

import org.jspecify.annotations.NullMarked;
