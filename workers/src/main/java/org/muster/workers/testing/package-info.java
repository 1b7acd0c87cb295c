/** Looks at finished tests, and at what is about to run outside the test scope. */
@NullMarked
package org.muster.workers.testing;

import org.jspecify.annotations.NullMarked;
