/** What programs write into their logs. */
@NullMarked
package org.muster.testkit.log;

import org.jspecify.annotations.NullMarked;
