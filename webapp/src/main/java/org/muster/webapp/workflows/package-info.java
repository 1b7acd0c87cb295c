/** Workflows: their rows, their orders to the allocator, and their life. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.workflows;
