/** The muster command of a checkout: the platform on this machine, and everything the cli can do. */
@NullMarked
package org.muster.launcher;

import org.jspecify.annotations.NullMarked;
