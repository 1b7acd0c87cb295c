/** What machines propose and people decide. */
@NullMarked
package org.muster.domain.proposal;

import org.jspecify.annotations.NullMarked;
