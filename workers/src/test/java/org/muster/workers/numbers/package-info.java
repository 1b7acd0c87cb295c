/** Golden numbers. */
@NullMarked
package org.muster.workers.numbers;

import org.jspecify.annotations.NullMarked;
