/** How a Muster process gets its own access token. */
@NullMarked
package org.muster.protocol.identity;

import org.jspecify.annotations.NullMarked;
