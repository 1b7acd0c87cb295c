/** The webapp as requesters, shifters, scripts, workers and agents see it. */
@NullMarked
package org.muster.protocol.platform;

import org.jspecify.annotations.NullMarked;
