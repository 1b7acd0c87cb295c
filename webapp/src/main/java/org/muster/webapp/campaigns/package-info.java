/** Campaigns with their shifter log and the decisions taken at their gates. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.campaigns;
