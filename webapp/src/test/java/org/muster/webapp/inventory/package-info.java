/** Proposed inventories, from the difference to its decision. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.inventory;
