/** The places that compute. */
@NullMarked
package org.muster.domain.site;

import org.jspecify.annotations.NullMarked;
