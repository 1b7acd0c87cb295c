/** The embedded PostgreSQL, as a process of its own. */
@NullMarked
package org.muster.launcher.postgres;

import org.jspecify.annotations.NullMarked;
