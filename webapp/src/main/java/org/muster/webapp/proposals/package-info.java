/** What machines propose and people decide, of every kind. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.proposals;
