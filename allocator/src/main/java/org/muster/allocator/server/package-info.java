/** The allocator's process: configuration, wiring, health, metrics and shutdown. */
@NullMarked
package org.muster.allocator.server;

import org.jspecify.annotations.NullMarked;
