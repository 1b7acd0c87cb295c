/** Tells the allocator which sites and storages there are and how far they are apart. */
@NullMarked
package org.muster.agents.inventory;

import org.jspecify.annotations.NullMarked;
