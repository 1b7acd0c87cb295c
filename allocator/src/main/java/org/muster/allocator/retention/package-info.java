/** How long rows stay in the database, and where they go then. */
@NullMarked
package org.muster.allocator.retention;

import org.jspecify.annotations.NullMarked;
