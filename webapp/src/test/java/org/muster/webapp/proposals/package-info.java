/** Proposals of a kind that the platform does not have. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.proposals;
