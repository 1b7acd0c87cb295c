/** Sites, storages, distances and quotas that are no longer what matching goes by, for data management to decide. */
@NullMarked
package org.muster.webapp.inventory;

import org.jspecify.annotations.NullMarked;
