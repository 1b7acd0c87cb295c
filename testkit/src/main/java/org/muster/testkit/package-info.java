/** Shared by the tests of the other modules; never on a production classpath. */
@NullMarked
package org.muster.testkit;

import org.jspecify.annotations.NullMarked;
