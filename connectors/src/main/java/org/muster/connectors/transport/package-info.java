/** Carries requests to outside systems: time-outs, bounded retries, whole answers or none. */
@NullMarked
package org.muster.connectors.transport;

import org.jspecify.annotations.NullMarked;
