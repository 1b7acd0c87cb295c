/** Tokens with which jobs reach files on storages, and nothing else. */
@NullMarked
package org.muster.allocator.storage;

import org.jspecify.annotations.NullMarked;
