/** The built platform, used and broken from outside. */
@NullMarked
package org.muster.acceptance;

import org.jspecify.annotations.NullMarked;
