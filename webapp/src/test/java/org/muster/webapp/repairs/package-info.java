/** Repair lists, from the report to the result. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.repairs;
