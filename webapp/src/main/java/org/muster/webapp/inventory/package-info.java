/** Sites, storages, distances and quotas that are no longer what matching goes by, for data management to decide. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.inventory;
