/** What machines propose and people decide, of every kind. */
@NullMarked
package org.muster.webapp.proposals;

import org.jspecify.annotations.NullMarked;
