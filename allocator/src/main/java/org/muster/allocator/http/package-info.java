/** Requests and replies as every surface of the allocator handles them. */
@NullMarked
package org.muster.allocator.http;

import org.jspecify.annotations.NullMarked;
