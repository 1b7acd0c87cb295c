/** How full the storages are. */
@NullMarked
package org.muster.cli.inventory;

import org.jspecify.annotations.NullMarked;
