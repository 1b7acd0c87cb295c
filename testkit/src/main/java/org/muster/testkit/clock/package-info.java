/** Time that stands still until a test moves it. */
@NullMarked
package org.muster.testkit.clock;

import org.jspecify.annotations.NullMarked;
