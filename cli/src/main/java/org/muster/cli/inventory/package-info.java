/** How the inventory that was found differs from the one that matching goes by, and how full the storages are. */
@NullMarked
package org.muster.cli.inventory;

import org.jspecify.annotations.NullMarked;
