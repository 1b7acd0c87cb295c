/** What the allocator knows, read through its control surface, and remembered while it is away. */
@NullMarked
package org.muster.webapp.allocation;

import org.jspecify.annotations.NullMarked;
