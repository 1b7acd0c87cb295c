/** Starting, looking at and stopping the whole platform from one data directory. */
@NullMarked
package org.muster.launcher.platform;

import org.jspecify.annotations.NullMarked;
