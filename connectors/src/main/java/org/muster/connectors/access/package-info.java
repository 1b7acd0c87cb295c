/** How a process reaches the catalogues and is known to them, as its operator sets it. */
@NullMarked
package org.muster.connectors.access;

import org.jspecify.annotations.NullMarked;
