/** What the allocator knows, read through its control surface, and remembered while it is away. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.allocation;
