/** Campaigns: a production request being carried out, from set-up to close-out. */
@NullMarked
package org.muster.domain.campaign;

import org.jspecify.annotations.NullMarked;
