/** Incidents, from the program that tells one to the person who looks. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.incidents;
