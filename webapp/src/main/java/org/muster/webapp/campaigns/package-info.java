/** Campaigns with their shifter log and the decisions taken at their gates. */
@NullMarked
package org.muster.webapp.campaigns;

import org.jspecify.annotations.NullMarked;
