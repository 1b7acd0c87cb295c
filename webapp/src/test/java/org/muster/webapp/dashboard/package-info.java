/** Pages over real HTTP and in a real browser, on sample data. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.dashboard;
