/** Workflows: their rows, their orders to the allocator, and their life. */
@NullMarked
package org.muster.webapp.workflows;

import org.jspecify.annotations.NullMarked;
