/** What the webapp looks after by itself, in rounds. */
@NullMarked
package org.muster.webapp.rounds;

import org.jspecify.annotations.NullMarked;
