/** What programs write into their logs. */
@org.jspecify.annotations.NullMarked
package org.muster.testkit.log;
