@NullMarked
package org.muster.allocator.retention;

import org.jspecify.annotations.NullMarked;
