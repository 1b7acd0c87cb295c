/** Tests of campaigns and their gates. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.campaigns;
