/** Brings the numbers of a campaign to the people who decide on them. */
@NullMarked
package org.muster.workers.numbers;

import org.jspecify.annotations.NullMarked;
