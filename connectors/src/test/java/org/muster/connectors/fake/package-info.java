/** Catalogues with state that answer as the real ones were seen to. */
@NullMarked
package org.muster.connectors.fake;

import org.jspecify.annotations.NullMarked;
