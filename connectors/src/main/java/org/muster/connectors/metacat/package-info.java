/** MetaCat: queries of any length, and files and datasets declared in bulk, safe to repeat. */
@NullMarked
package org.muster.connectors.metacat;

import org.jspecify.annotations.NullMarked;
