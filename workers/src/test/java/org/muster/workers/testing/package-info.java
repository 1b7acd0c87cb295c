/** What a test or a plan must be like to pass. */
@NullMarked
package org.muster.workers.testing;

import org.jspecify.annotations.NullMarked;
