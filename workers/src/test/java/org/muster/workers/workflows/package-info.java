/** Against a stand-in of the allocator. */
@NullMarked
package org.muster.workers.workflows;

import org.jspecify.annotations.NullMarked;
